#include "widgets/firstrun/firstrun.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/paint.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/stepelsewhere.h"
#include "widgets/common/textlabel.h"
#include "widgets/firstrun/choicerow.h"
#include "widgets/firstrun/factline.h"
#include "widgets/firstrun/joinform.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

/// The box of choices and forms: ground and edge.
class Box final : public PaintedWidget
{
public:
    using PaintedWidget::PaintedWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(),
                 {theme().colour(Role::BgSurface), theme().colour(Role::LineStrong), Edge::Solid, 8.0});
    }
};

/// The mark, as large as the two lines beside it.
class Mark final : public PaintedWidget
{
public:
    using PaintedWidget::PaintedWidget;
    QSize sizeHint() const override { return {theme().px(40), theme().px(40)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int side = theme().px(40);
        painter.drawPixmap(QPointF(0, (height() - side) / 2.0),
                           theme().pixmap(Icon::MatoiMark, side, Role::TextPrimary, devicePixelRatioF()));
    }
};

} // namespace

FirstRun::FirstRun(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    Theme& theme = context.theme;
    auto* box = new Box(theme, this);
    auto* panes = new QHBoxLayout(box);
    panes->setContentsMargins(1, 1, 1, 1);
    panes->setSpacing(0);
    panes->addWidget(choices(), 2);
    panes->addWidget(new Hairline(theme, Qt::Vertical, this));
    panes->addWidget(forms(), 3);
    m_promise = new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this);

    auto* column = new QVBoxLayout;
    column->setSpacing(theme.px(16));
    column->addStretch(1);
    column->addWidget(head());
    column->addSpacing(theme.px(4));
    column->addWidget(box);
    column->addWidget(m_promise);
    column->addStretch(2);
    auto* middle = new QWidget(this);
    middle->setMaximumWidth(theme.px(1080));
    middle->setLayout(column);
    column->setContentsMargins(0, theme.px(24), 0, theme.px(24));
    connect(&theme, &Theme::changed, middle,
            [this, middle] { middle->setMaximumWidth(m_context.theme.px(1080)); });

    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(theme.px(24), 0, theme.px(24), 0);
    row->addWidget(middle);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);

    makeKeys();
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) { showState(); }));
    retranslate();
    choose(Choice::Drill);
}

QWidget* FirstRun::head()
{
    Theme& theme = m_context.theme;
    m_title = new TextLabel(theme, TextStyle::Metric, Role::TextPrimary, {}, this);
    m_subtitle = new TextLabel(theme, TextStyle::Body, Role::TextSecondary, {}, this);
    m_title->setWordWrap(true);
    m_subtitle->setWordWrap(true);
    m_language = new SegmentedControl(theme, this);
    m_language->setObjectName(u"language"_s);
    m_language->add(u"English"_s);
    m_language->add(u"日本語"_s);
    connect(m_language, &SegmentedControl::currentChanged, this,
            [this](int index) { Q_EMIT languageChosen(index == 0 ? u"en"_s : u"ja"_s); });
    auto* texts = new QVBoxLayout;
    texts->setSpacing(theme.px(2));
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    auto* widget = new QWidget(this);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(14));
    row->addWidget(new Mark(theme, this));
    row->addLayout(texts, 1);
    row->addWidget(m_language, 0, Qt::AlignVCenter);
    return widget;
}

QWidget* FirstRun::choices()
{
    Theme& theme = m_context.theme;
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Icon icons[] = {Icon::Play, Icon::Laptop, Icon::Users};
    for (int i = 0; i < 3; ++i) {
        auto* row = new ChoiceRow(theme, icons[i], i + 1, pane);
        connect(row, &QAbstractButton::toggled, this, [this, i](bool on) {
            if (on)
                choose(static_cast<Choice>(i));
        });
        m_rows.push_back(row);
        column->addWidget(row);
    }
    column->addStretch();
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    m_keyring = new FactLine(theme, this);
    auto* keyring = new QHBoxLayout;
    keyring->setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14));
    keyring->addWidget(m_keyring);
    column->addLayout(keyring);
    return pane;
}

QWidget* FirstRun::forms()
{
    Theme& theme = m_context.theme;
    m_join = new JoinForm(theme, this);
    connect(m_join, &JoinForm::submitted, this, &FirstRun::act);
    connect(m_join, &JoinForm::joinRequested, this, [this](const QUrl& address, const QString& token) {
        setJoining(true);
        m_hint->setText(tr("Asking %1…").arg(address.host()));
        Q_EMIT joinRequested(address, token);
    });
    m_forms = new QStackedWidget(this);
    m_forms->addWidget(drillForm());
    m_forms->addWidget(hereForm());
    m_forms->addWidget(m_join);
    auto* pane = new QWidget(this);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    inner->addWidget(m_forms);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(inner, 1);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(footer());
    return pane;
}

QWidget* FirstRun::drillForm()
{
    Theme& theme = m_context.theme;
    auto* form = new QWidget(this);
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(10));
    m_drillTitle = new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, {}, form);
    column->addWidget(m_drillTitle);
    for (int i = 0; i < 4; ++i) {
        m_drillFacts.push_back(new FactLine(theme, form));
        column->addWidget(m_drillFacts.back());
    }
    column->addStretch();
    return form;
}

QWidget* FirstRun::hereForm()
{
    Theme& theme = m_context.theme;
    auto* form = new QWidget(this);
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(10));
    m_hereTitle = new TextLabel(theme, TextStyle::Strong, Role::TextPrimary, {}, form);
    column->addWidget(m_hereTitle);
    for (int i = 0; i < 3; ++i) {
        m_hereFacts.push_back(new FactLine(theme, form));
        column->addWidget(m_hereFacts.back());
    }
    column->addStretch();
    return form;
}

QWidget* FirstRun::footer()
{
    Theme& theme = m_context.theme;
    m_hint = new TextLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this);
    m_hint->setWordWrap(true);
    m_leave = new CommandButton(theme, {}, Icon::None, this);
    m_leave->setKey(Qt::Key_Escape);
    m_act = new CommandButton(theme, {}, Icon::Play, this);
    StepElsewhere::fill(*m_act, this);
    m_act->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    for (CommandButton* button : {m_leave, m_act})
        button->setAutoDefault(false);
    connect(m_leave, &QAbstractButton::clicked, this, &FirstRun::left);
    connect(m_act, &QAbstractButton::clicked, this, &FirstRun::act);
    auto* widget = new QWidget(this);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(theme.px(24), theme.px(13), theme.px(24), theme.px(13));
    row->setSpacing(theme.px(10));
    row->addWidget(m_hint, 1);
    row->addWidget(m_leave);
    row->addWidget(m_act);
    return widget;
}

void FirstRun::makeKeys()
{
    const auto key = [this](const QKeySequence& sequence, std::function<void()> run) {
        auto* shortcut = new QShortcut(sequence, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, std::move(run));
    };
    for (int i = 0; i < 3; ++i)
        key(QKeySequence(Qt::Key_1 + i), [this, i] {
            choose(static_cast<Choice>(i));
            if (m_choice == Choice::Team)
                m_join->focusFirst();
            else
                m_rows[static_cast<std::size_t>(i)]->setFocus();
        });
    key(QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { act(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Enter), [this] { act(); });
    key(QKeySequence(Qt::Key_Escape), [this] { Q_EMIT left(); });
    setFocusProxy(m_rows.front());
}

void FirstRun::setPlacement(const Placement& placement)
{
    if (placement.backend != m_placement.backend)
        m_join->setAddress(placement.backend);
    m_placement = placement;
    showState();
}

void FirstRun::choose(Choice choice)
{
    m_choice = choice;
    ChoiceRow* row = m_rows[static_cast<std::size_t>(choice)];
    row->setChecked(true);
    setFocusProxy(row);
    m_forms->setCurrentIndex(static_cast<int>(choice));
    showFooter();
}

void FirstRun::refuseJoin(bool aboutToken, const QString& text)
{
    setJoining(false);
    choose(Choice::Team);
    m_join->setProblem(aboutToken ? JoinForm::Field::Token : JoinForm::Field::Address, text);
}

void FirstRun::setJoining(bool joining)
{
    m_joining = joining;
    m_join->setBusy(joining);
    showFooter();
}

void FirstRun::act()
{
    if (!m_act->isEnabled())
        return;
    switch (m_choice) {
    case Choice::Drill: Q_EMIT drillRequested(); break;
    case Choice::ThisComputer:
        if (isOwn() && !isBroken())
            Q_EMIT startRequested();
        else
            Q_EMIT thisComputerRequested();
        break;
    case Choice::Team: m_join->submit(); break;
    }
}

void FirstRun::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
