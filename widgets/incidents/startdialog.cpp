#include "widgets/incidents/startdialog.h"

#include "models/domain/rules/timephrase.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/contacts/pagingpreview.h"
#include "widgets/panel/texts.h"

#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

QIcon impactIcon(const Theme& theme, Impact impact)
{
    const int size = theme.px(22);
    QPixmap pixmap(size * 2, size * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintImpactSquare(painter, theme, QRectF(0, 0, size, size), impact);
    // A selected row must not tint the badge: its colour says which impact it is.
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

} // namespace

StartDialog::StartDialog(const PanelContext& context, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_find(new QLineEdit(this))
    , m_plans(new QListWidget(this))
    , m_impacts(new QListWidget(this))
    , m_title(new QLineEdit(this))
    , m_time(new QLineEdit(this))
    , m_understood(new TextLabel(context.theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_people(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_lanes(new EngagementLanes(context.theme, this))
    , m_warning(new TextLabel(context.theme, TextStyle::Body, Role::StateWait, {}, this))
    , m_also(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_problem(new TextLabel(context.theme, TextStyle::Meta, Role::StateFail, {}, this))
    , m_start(new CommandButton(context.theme, {}, Icon::Siren, this))
{
    Theme& theme = context.theme;
    setWindowTitle(tr("Start incident"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_start->setKind(CommandButton::Kind::Filled);
    m_start->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_start->setDefault(false);
    m_lanes->setCompact(true);
    m_warning->setWordWrap(true);
    m_also->setWordWrap(true);
    auto* cancel = new CommandButton(theme, tr("Cancel"), Icon::None, this);
    cancel->setKey(Qt::Key_Escape);
    cancel->setAutoDefault(false);

    auto* panes = new QHBoxLayout;
    panes->setSpacing(0);
    panes->addWidget(form(), 1);
    panes->addWidget(new Hairline(theme, Qt::Vertical, this));
    panes->addWidget(preview(), 1);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12));
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12));
    head->addWidget(
        new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, tr("Start incident"), this));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(panes, 1);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(buttons);
    resize(theme.px(1040), theme.px(624));

    connect(m_find, &QLineEdit::textChanged, this, &StartDialog::fillPlans);
    connect(m_plans, &QListWidget::currentRowChanged, this, &StartDialog::planChosen);
    connect(m_time, &QLineEdit::textChanged, this, &StartDialog::showTime);
    connect(m_start, &CommandButton::clicked, this, &StartDialog::start);
    connect(cancel, &CommandButton::clicked, this, &QDialog::reject);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &StartDialog::start);
    fillPlans();
    showTime();
    m_find->setFocus();
}

QWidget* StartDialog::form()
{
    Theme& theme = m_context.theme;
    const auto label = [&](const QString& text) {
        return new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, text, this);
    };
    m_find->setPlaceholderText(tr("Find a response plan"));
    m_find->setAccessibleName(tr("Find a response plan"));
    m_plans->setAccessibleName(tr("Response plans"));
    m_plans->setFixedHeight(theme.px(112));
    m_impacts->setAccessibleName(tr("Impact"));
    m_impacts->setFixedHeight(theme.px(162));
    m_impacts->setIconSize(QSize(theme.px(22), theme.px(22)));
    for (int i = 1; i <= 5; ++i) {
        const auto impact = static_cast<Impact>(i);
        new QListWidgetItem(impactIcon(theme, impact),
                            tr("%1 %2: %3").arg(i).arg(texts::impact(impact), texts::impactMeaning(impact)),
                            m_impacts);
    }
    m_impacts->setCurrentRow(2);
    m_title->setPlaceholderText(tr("Say what customers see"));
    m_title->setAccessibleName(tr("Title"));
    m_title->setMaxLength(200);
    m_time->setPlaceholderText(tr("now, 5m ago, 14:05"));
    m_time->setAccessibleName(tr("Started"));
    m_time->setFixedWidth(theme.px(150));
    auto* times = new QHBoxLayout;
    times->addWidget(m_time);
    times->addWidget(m_understood, 1);
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14));
    column->setSpacing(theme.px(6));
    column->addWidget(label(tr("Response plan")));
    column->addWidget(m_find);
    column->addWidget(m_plans);
    column->addSpacing(theme.px(6));
    column->addWidget(label(tr("Impact")));
    column->addWidget(m_impacts);
    column->addSpacing(theme.px(6));
    column->addWidget(label(tr("Title")));
    column->addWidget(m_title);
    column->addSpacing(theme.px(6));
    column->addWidget(label(tr("Started")));
    column->addLayout(times);
    column->addStretch();
    return pane;
}

QWidget* StartDialog::preview()
{
    Theme& theme = m_context.theme;
    auto* pane = new QWidget(this);
    auto* head = new QHBoxLayout;
    head->addWidget(
        new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, tr("Who gets paged, and when"), this));
    head->addStretch();
    head->addWidget(m_people);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14));
    column->setSpacing(theme.px(10));
    column->addLayout(head);
    column->addWidget(m_lanes);
    column->addWidget(m_warning);
    column->addWidget(m_also);
    column->addStretch();
    return pane;
}

void StartDialog::fillPlans()
{
    m_plans->clear();
    for (const auto& known : m_context.repositories.responsePlans.all()) {
        const QString name = QString::fromStdString(known.value.name);
        if (known.value.drill || !name.contains(m_find->text(), Qt::CaseInsensitive))
            continue;
        auto* item = new QListWidgetItem(m_context.theme.icon(Icon::BookText), name, m_plans);
        item->setData(Qt::UserRole, QString::fromStdString(known.id.toString()));
    }
    if (m_find->text().isEmpty())
        new QListWidgetItem(m_context.theme.icon(Icon::Minus), tr("Without a plan: nobody is paged"),
                            m_plans);
    if (m_plans->count() > 0)
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

void StartDialog::planChosen()
{
    if (const auto chosen = plan()) {
        m_impacts->setCurrentRow(static_cast<int>(chosen->value.impact) - 1);
        m_title->setPlaceholderText(QString::fromStdString(chosen->value.title));
    } else {
        m_title->setPlaceholderText(tr("Say what customers see"));
    }
    showPreview();
}

QString StartDialog::callByHand() const
{
    QStringList names;
    if (const auto chosen = plan())
        for (const auto& id : chosen->value.engagements)
            if (const auto contact = m_context.repositories.contacts.find(id))
                names << QString::fromStdString(contact->value.name);
    return names.join(QStringLiteral(", "));
}

void StartDialog::showPreview()
{
    const auto chosen = plan();
    PagingPreview paging =
        previewPaging(m_context, chosen ? chosen->value.engagements : std::vector<Id<Contact>>());
    const bool offline = m_context.changes.syncState().connection == SyncState::Connection::Offline;
    QStringList warnings;
    if (offline) {
        warnings << tr("Nobody will be paged until you are online.");
        if (const QString names = callByHand(); !names.isEmpty())
            warnings << tr("Call by hand: %1").arg(names);
    }
    if (const QString text = warningOf(paging); !text.isEmpty())
        warnings << text;
    m_warning->setText(warnings.join(QLatin1Char('\n')));
    m_warning->setVisible(!warnings.isEmpty());
    m_people->setText(paging.atOnce > 0 ? tr("%n person(s) at once", nullptr, paging.atOnce)
                                        : tr("nobody at once"));
    QStringList also;
    if (chosen && chosen->value.updateIntervalMinutes) {
        const auto first = m_context.clock.now() + std::chrono::minutes(*chosen->value.updateIntervalMinutes);
        also << tr("Update every %1, first due %2")
                    .arg(durationText(std::chrono::minutes(*chosen->value.updateIntervalMinutes)),
                         timeText(first, m_context.zone));
    }
    if (chosen && !chosen->value.checklist.empty())
        also << tr("Checklist with %n row(s)", nullptr, static_cast<int>(chosen->value.checklist.size()));
    for (const auto& other : m_context.repositories.incidents.all())
        if (chosen && other.value.planId == chosen->id && other.value.status != IncidentStatus::Resolved)
            also << tr("Could this be the same? %1 is open: %2")
                        .arg(texts::incidentNumber(other.value), QString::fromStdString(other.value.title));
    m_also->setText(also.join(QLatin1Char('\n')));
    m_start->setText(offline || paging.atOnce == 0
                         ? tr("Start and page nobody")
                         : tr("Start and page %n person(s)", nullptr, paging.atOnce));
    m_lanes->setPlan(std::move(paging.stages), std::move(paging.lanes));
}

Impact StartDialog::impact() const
{
    return static_cast<Impact>(std::clamp(m_impacts->currentRow() + 1, 1, 5));
}

std::optional<Time> StartDialog::startedAt() const
{
    const auto phrase =
        rules::parseTimePhrase(m_time->text().toStdString(), m_context.clock.now(), m_context.zoneRules());
    return phrase && !phrase->future ? std::optional(phrase->at) : std::nullopt;
}

void StartDialog::showTime()
{
    const auto at = startedAt();
    m_understood->setRole(at ? Role::TextSecondary : Role::StateFail);
    if (!at) {
        m_understood->setText(tr("Not understood. Examples: 5m ago, 14:05, 10分前"));
        return;
    }
    const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(m_context.clock.now() - *at);
    m_understood->setText(
        tr("%1, elapsed starts at %2").arg(timeWithSecondsText(*at, m_context.zone), clockText(elapsed)));
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

} // namespace matoi::widgets
