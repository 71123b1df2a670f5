#include "widgets/incidents/startdialog.h"

#include "models/domain/rules/template.h"
#include "models/domain/rules/timephrase.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/noteblock.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/incidents/choicedelegate.h"
#include "widgets/incidents/startpreview.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/leadingicon.h"
#include "widgets/timeline/timefield.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr int lowWindow = 760; ///< px at 100 %
constexpr int oneColumn = 820; ///< px at 100 % under which the preview stands under the form

} // namespace

StartDialog::StartDialog(const PanelContext& context, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_kind(new SegmentedControl(context.theme, this))
    , m_drill(new NoteBlock(context.theme, NoteBlock::Tone::Wait, this))
    , m_find(new QLineEdit(this))
    , m_found(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_plans(new QListWidget(this))
    , m_impacts(new QListWidget(this))
    , m_default(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_title(new QLineEdit(this))
    , m_time(new TimeField(context, this))
    , m_understood(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
    , m_preview(new StartPreview(context, this))
    , m_restricted(new QCheckBox(tr("Restricted"), this))
    , m_restrictedHint(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
    , m_panes(nullptr)
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::StateFail, {}, this))
    , m_cancel(new CommandButton(context.theme, tr("Cancel"), Icon::None, this))
    , m_start(new CommandButton(context.theme, {}, Icon::Siren, this))
{
    Theme& theme = context.theme;
    setWindowTitle(tr("Start incident"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* scroll = new VerticalScroll(this);
    QWidget* page = scroll->page();
    m_panes = new QBoxLayout(QBoxLayout::LeftToRight, page);
    m_panes->setContentsMargins(0, 0, 0, 0);
    m_panes->setSpacing(0);
    m_panes->addWidget(form(), 1);
    m_panes->addWidget(new Hairline(theme, Qt::Vertical, page));
    m_panes->addWidget(m_preview, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head());
    column->addWidget(m_drill);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(scroll, 1);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(foot());
    const QSize room = parent != nullptr ? parent->window()->size() : QSize(1440, 900);
    resize(QSize(theme.px(1040), theme.px(664)).boundedTo(room * 0.96));

    connect(m_kind, &SegmentedControl::currentChanged, this, &StartDialog::showPreview);
    connect(m_find, &QLineEdit::textChanged, this, &StartDialog::fillPlans);
    connect(m_plans, &QListWidget::currentRowChanged, this, &StartDialog::planChosen);
    connect(m_title, &QLineEdit::textChanged, this, &StartDialog::showPreview);
    connect(m_time, &QLineEdit::textChanged, this, &StartDialog::showTime);
    connect(m_restricted, &QCheckBox::toggled, this, &StartDialog::showRestricted);
    connect(m_preview, &StartPreview::chosen, this, &StartDialog::openInstead);
    m_subscription = context.changes.onSyncState([this](const SyncState&) { showPreview(); });
    makeKeys();
    fillPlans();
    showTime();
    scroll->growWindow(qRound(room.height() * 0.96));
    m_find->setFocus();
}

/// What it is stands first: a drill must look like one before anything is typed.
QLayout* StartDialog::head()
{
    Theme& theme = m_context.theme;
    m_kind->add(tr("Real incident"));
    m_kind->add(tr("Drill: page nobody"));
    m_kind->setAccessibleName(tr("Real or drill"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10));
    row->addWidget(
        new TextLabel(theme, TextStyle::DialogTitle, widgets::Role::TextPrimary, tr("Start incident"), this));
    row->addStretch();
    row->addWidget(m_kind);
    return row;
}

QLayout* StartDialog::foot()
{
    Theme& theme = m_context.theme;
    m_start->setKind(CommandButton::Kind::Filled);
    m_start->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_cancel->setKey(Qt::Key_Escape);
    m_problem->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12));
    row->setSpacing(theme.px(8));
    row->addWidget(m_problem, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_start);
    connect(m_start, &CommandButton::clicked, this, &StartDialog::start);
    connect(m_cancel, &CommandButton::clicked, this, &QDialog::reject);
    return row;
}

void StartDialog::makeKeys()
{
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &StartDialog::start);
    for (int i = 0; i < 5; ++i)
        connect(new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)), this),
                &QShortcut::activated, this, [this, i] { m_impacts->setCurrentRow(i); });
    m_find->installEventFilter(this);
    m_impacts->installEventFilter(this);
}

void StartDialog::makeImpacts()
{
    m_impacts->setAccessibleName(tr("Impact"));
    m_impacts->setAccessibleDescription(tr("Alt+1 to Alt+5, or the digit alone in this list"));
    m_impacts->setItemDelegate(new ChoiceDelegate(m_context.theme, ChoiceDelegate::Form::OneLine, m_impacts));
    for (int i = 1; i <= 5; ++i) {
        const auto value = static_cast<Impact>(i);
        auto* item = new QListWidgetItem(texts::impact(value), m_impacts);
        item->setData(ChoiceDelegate::AboutRole, texts::impactMeaning(value));
        item->setData(ChoiceDelegate::ImpactRole, i);
        item->setData(ChoiceDelegate::KeyRole, QString::number(i));
        item->setData(Qt::AccessibleTextRole,
                      tr("%1 %2: %3").arg(i).arg(texts::impact(value), texts::impactMeaning(value)));
    }
    m_impacts->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_impacts->setFixedHeight(5 * m_impacts->sizeHintForRow(0) + 2 * m_impacts->frameWidth() + 2);
    m_impacts->setCurrentRow(2);
}

QWidget* StartDialog::form()
{
    Theme& theme = m_context.theme;
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14));
    column->setSpacing(theme.px(6));
    const auto head = [&](const QString& text, TextLabel* aside) {
        auto* row = new QHBoxLayout;
        row->addWidget(new TextLabel(theme, TextStyle::Strong, widgets::Role::TextPrimary, text, pane));
        row->addStretch();
        if (aside != nullptr)
            row->addWidget(aside);
        if (column->count() > 0)
            column->addSpacing(theme.px(6));
        column->addLayout(row);
    };
    setLeadingIcon(*m_find, theme, Icon::Search);
    m_find->setPlaceholderText(tr("Find a response plan"));
    m_find->setAccessibleName(tr("Find a response plan"));
    m_plans->setAccessibleName(tr("Response plans"));
    m_plans->setItemDelegate(new ChoiceDelegate(theme, ChoiceDelegate::Form::TwoLines, m_plans));
    makeImpacts();
    m_title->setAccessibleName(tr("Title"));
    m_title->setMaxLength(200);
    m_time->setAccessibleName(tr("Started"));
    m_time->setFixedWidth(theme.px(150));
    m_understood->setWordWrap(true);
    auto* times = new QHBoxLayout;
    times->setSpacing(theme.px(10));
    times->addWidget(m_time);
    times->addWidget(m_understood, 1);
    head(tr("Response plan"), m_found);
    column->addWidget(m_find);
    column->addWidget(m_plans);
    head(tr("Impact"), m_default);
    column->addWidget(m_impacts);
    head(tr("Title"), new TextLabel(theme, TextStyle::Meta, widgets::Role::TextTertiary,
                                    tr("say what customers see"), pane));
    column->addWidget(m_title);
    head(tr("Started"), nullptr);
    column->addLayout(times);
    column->addSpacing(theme.px(6));
    m_restrictedHint->setWordWrap(true);
    column->addWidget(m_restricted);
    column->addWidget(m_restrictedHint);
    column->addStretch();
    return pane;
}

void StartDialog::fillPlans()
{
    m_plans->clear();
    int all = 0;
    for (const auto& known : m_context.repositories.responsePlans.all()) {
        if (known.value.drill)
            continue;
        ++all;
        const QString name = QString::fromStdString(known.value.name);
        QStringList about;
        for (const auto& id : known.value.engagements)
            if (const auto contact = m_context.repositories.contacts.find(id))
                about << QString::fromStdString(contact->value.name);
        if (!known.value.chatChannel.empty())
            about << QString::fromStdString(known.value.chatChannel);
        if (!known.value.service.empty())
            about << QString::fromStdString(known.value.service);
        if (!(name + QLatin1Char(' ') + about.join(QLatin1Char(' ')))
                 .contains(m_find->text().trimmed(), Qt::CaseInsensitive))
            continue;
        auto* item = new QListWidgetItem(m_context.theme.icon(Icon::BookText), name, m_plans);
        item->setData(Qt::UserRole, QString::fromStdString(known.id.toString()));
        item->setData(ChoiceDelegate::AboutRole, about.isEmpty() ? tr("pages nobody") : inList(about));
    }
    m_found->setText(tr("%1 of %2").arg(m_plans->count()).arg(all));
    m_found->setVisible(all > 1);
    auto* none = new QListWidgetItem(m_context.theme.icon(Icon::Minus), tr("Without a plan"), m_plans);
    none->setData(ChoiceDelegate::AboutRole, tr("pages nobody"));
    // Whole rows, up to three, or two where the fields below would be pushed out of sight: with more of them
    // half of one says that there is more.
    const int row = m_plans->sizeHintForRow(0);
    const int room = parentWidget() != nullptr ? parentWidget()->window()->height() : 0;
    const int most = room > 0 && room < m_context.theme.px(lowWindow) ? 2 : 3;
    m_plans->setFixedHeight((m_plans->count() > most ? row * (2 * most + 1) / 2 : row * m_plans->count()) +
                            4);
    m_plans->setCurrentRow(0);
    planChosen();
}

std::optional<Record<ResponsePlan>> StartDialog::plan() const
{
    const QListWidgetItem* item = m_plans->currentItem();
    const auto id = item != nullptr
                        ? Id<ResponsePlan>::parse(item->data(Qt::UserRole).toString().toStdString())
                        : std::nullopt;
    return id ? m_context.repositories.responsePlans.find(*id) : std::nullopt;
}

bool StartDialog::isDrill() const
{
    return m_kind->current() == 1;
}

void StartDialog::planChosen()
{
    const auto chosen = plan();
    if (chosen)
        m_impacts->setCurrentRow(static_cast<int>(chosen->value.impact) - 1);
    m_default->setText(chosen ? tr("plan default is %1").arg(static_cast<int>(chosen->value.impact))
                              : QString());
    m_title->setPlaceholderText(chosen ? QString::fromStdString(rules::titleByHand(chosen->value.title))
                                       : QString());
    showRestricted();
    showPreview();
}

void StartDialog::showPreview()
{
    m_preview->show({plan(), isDrill(), m_title->text()});
    m_drill->setTexts(isDrill() ? tr("This is a drill") : QString(),
                      isDrill() ? tr("Nobody is paged. It is marked as a drill everywhere.") : QString());
    const int people = m_preview->atOnce();
    m_start->setText(isDrill()                 ? tr("Start the drill")
                     : m_preview->pagesLater() ? tr("Start, page nobody yet")
                     : people == 0             ? tr("Start and page nobody")
                                               : tr("Start and page %n person(s)", nullptr, people));
}

/// A plan of restricted incidents leaves no choice; a token that would not see it can start none.
void StartDialog::showRestricted()
{
    const auto chosen = plan();
    const bool byPlan = chosen && chosen->value.restricted;
    const Session session = m_context.changes.session();
    const bool blind = session.role != "admin" && !session.role.empty() && !session.contactId;
    const bool wasByPlan = !m_restricted->isEnabled() && !blind;
    if (byPlan || wasByPlan)
        m_restricted->setChecked(byPlan);
    m_restricted->setEnabled(!byPlan && !blind);
    m_restrictedHint->setText(
        blind    ? tr("Your token is linked to no contact: you would not see it yourself.")
        : byPlan ? tr("Incidents of this plan are restricted: only you and whoever is paged see it.")
                 : tr("Only you, whoever is paged or gets a role, and admins see it. You can name others."));
    m_restrictedHint->setVisible(m_restricted->isChecked() || blind);
    m_restricted->setAccessibleDescription(m_restrictedHint->text());
}

Impact StartDialog::impact() const
{
    return static_cast<Impact>(std::clamp(m_impacts->currentRow() + 1, 1, 5));
}

std::optional<Time> StartDialog::startedAt() const
{
    const auto phrase = m_time->phrase();
    return phrase && !phrase->future ? std::optional(phrase->at) : std::nullopt;
}

void StartDialog::showTime()
{
    const auto at = startedAt();
    m_understood->setRole(at ? widgets::Role::TextSecondary : widgets::Role::StateFail);
    if (!at) {
        m_understood->setText(tr("Not understood. Examples: 5m ago, 14:05, 10分前"));
        return;
    }
    const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(m_context.clock.now() - *at);
    m_understood->setText(tr("%1 %2, elapsed starts at %3")
                              .arg(timeWithSecondsText(*at, m_context.zone),
                                   m_context.zone.abbreviation(QDateTime::fromMSecsSinceEpoch(
                                       at->time_since_epoch().count(), Qt::UTC)),
                                   clockText(elapsed)));
}

void StartDialog::openInstead(Id<Incident> id)
{
    // What was typed is not lost, and not written anywhere unasked.
    const std::string key = "log:" + id.toString();
    const std::string typed = m_title->text().trimmed().toStdString();
    if (!typed.empty() && m_context.repositories.drafts.draft(key).value_or(std::string()).empty())
        m_context.repositories.drafts.setDraft(key, typed);
    Q_EMIT existingChosen(id);
    accept();
}

void StartDialog::start()
{
    const auto at = startedAt();
    if (!at) {
        m_time->setFocus();
        return;
    }
    const auto chosen = plan();
    commands::StartIncident request;
    if (chosen)
        request.planId = chosen->id;
    request.title = m_title->text().toStdString();
    request.impact = impact();
    request.startedAt = at;
    request.drill = isDrill();
    request.restricted = m_restricted->isChecked();
    const auto made = m_context.incidents.start(request);
    if (!made) {
        m_problem->setText(made.error().field == "title" ? tr("Say what customers see.")
                                                         : texts::error(made.error()));
        m_title->setFocus();
        return;
    }
    Q_EMIT started(*made);
    accept();
}

bool StartDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (watched == m_find && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
        const int to = m_plans->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1);
        m_plans->setCurrentRow(std::clamp(to, 0, m_plans->count() - 1));
        return true;
    }
    if (watched == m_find && key->key() == Qt::Key_Return && key->modifiers() == Qt::NoModifier) {
        m_title->setFocus(Qt::TabFocusReason);
        return true;
    }
    if (watched == m_impacts && key->key() >= Qt::Key_1 && key->key() <= Qt::Key_5 &&
        key->modifiers() == Qt::NoModifier) {
        m_impacts->setCurrentRow(key->key() - Qt::Key_1);
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void StartDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    m_panes->setDirection(width() < m_context.theme.px(oneColumn) ? QBoxLayout::TopToBottom
                                                                  : QBoxLayout::LeftToRight);
}

} // namespace matoi::widgets
