#include "widgets/related/linkedrow.h"

#include "models/commands/relatedcommands.h"
#include "models/domain/ports/online.h"
#include "models/domain/rules/weblink.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/paint.h"
#include "widgets/common/statusdot.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/related/relatedforms.h"
#include "widgets/related/relatedwords.h"

#include <QtCore/QUrl>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

namespace {

/// On a button: the sign would make the next letter a mnemonic.
QString shown(QString title)
{
    return title.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

LinkedRow::LinkedRow(const PanelContext& context, QWidget* parent)
    : PaintedWidget(context.theme, parent)
    , m_context(context)
    , m_icon(new TextLabel(context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this))
    , m_title(new ElidedLabel(context.theme, TextStyle::Medium, widgets::Role::TextPrimary, {}, this))
    , m_source(new Tag(context.theme, {}, Tag::Tone::Neutral, Icon::None, this))
    , m_unsent(new StatusDot(context.theme, StatusShape::Unsent, this))
    , m_about(new ElidedLabel(context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this))
    , m_stateIcon(new TextLabel(context.theme, TextStyle::Body, widgets::Role::StateFail, {}, this))
    , m_state(new TextLabel(context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this))
    , m_open(new CommandButton(context.theme, {}, Icon::ExternalLink, this))
    , m_more(new CommandButton(context.theme, {}, Icon::Ellipsis, this))
{
    Theme& look = context.theme;
    for (CommandButton* button : {m_open, m_more}) {
        button->setKind(CommandButton::Kind::Quiet);
        button->setSmall(true);
        button->setIconOnly(true);
    }
    auto* name = new QHBoxLayout;
    name->setSpacing(look.px(6));
    name->addWidget(m_title);
    name->addWidget(m_source);
    name->addWidget(m_unsent);
    name->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(look.px(2));
    words->addLayout(name);
    words->addWidget(m_about);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(look.px(16), look.px(7), look.px(10), look.px(8));
    row->setSpacing(look.px(6));
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addSpacing(look.px(6));
    row->addLayout(words, 1);
    row->addWidget(m_stateIcon);
    row->addWidget(m_state);
    row->addWidget(m_open);
    row->addWidget(m_more);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_open, &QAbstractButton::clicked, this, &LinkedRow::open);
    connect(m_more, &QAbstractButton::clicked, this, &LinkedRow::openMenu);
}

bool LinkedRow::canOpen() const
{
    return m_item.value.relatedKind == RelatedKind::Incident
               ? m_item.value.otherId && m_context.repositories.incidents.find(*m_item.value.otherId)
               : rules::isHttpUrl(m_item.value.url);
}

void LinkedRow::setItem(const Record<RelatedItem>& item)
{
    m_item = item;
    const RelatedItem& value = item.value;
    std::string title = value.title.empty() ? value.url : value.title;
    bool restricted = false;
    if (value.relatedKind == RelatedKind::Incident && value.otherId)
        if (const auto other = m_context.repositories.incidents.find(*value.otherId)) {
            title = other->value.title;
            restricted = other->value.restricted;
        }
    const Icon icon = restricted ? Icon::Lock : relatedwords::icon(value.relatedKind);
    m_icon->setPixmap(
        theme().pixmap(icon, theme().iconSize(16), widgets::Role::TextSecondary, devicePixelRatioF()));
    const QString plain = QString::fromStdString(title).simplified();
    m_title->setText(plain);
    m_open->setVisible(canOpen());
    m_open->setIconName(value.relatedKind == RelatedKind::Incident ? Icon::ArrowRight : Icon::ExternalLink);
    m_open->setText(tr("Open %1").arg(shown(plain)));
    m_open->setAccessibleName(tr("Open %1").arg(plain));
    m_open->setToolTip(QString::fromStdString(value.url));
    m_source->setVisible(value.startedIt);
    m_source->setTag(tr("source"), Tag::Tone::Neutral, Icon::None);
    m_unsent->setVisible(item.meta.unsent > 0);
    m_unsent->setAccessibleName(tr("only on this computer"));
    m_unsent->setToolTip(tr("only on this computer"));
    m_about->setText(relatedwords::about(m_context, value));
    m_more->setText(tr("More about %1").arg(shown(plain)));
    m_more->setAccessibleName(tr("More about %1").arg(plain));
    showState();
    QStringList spoken{relatedwords::kind(value.relatedKind),
                       restricted ? QCoreApplication::translate("Texts", "Restricted: %1").arg(plain) : plain,
                       m_about->text(), m_state->text()};
    spoken.removeAll(QString());
    describe(spoken.join(QStringLiteral(", ")));
}

void LinkedRow::showState()
{
    const bool firing = m_item.value.alarmState == AlarmState::Firing;
    // The header says as of when: what may be over is not red, and what may be back is not confirmed.
    const bool current = isCurrent(m_context.changes.syncState());
    const bool alarming = firing && current;
    m_state->setText(relatedwords::state(m_context, m_item.value));
    m_state->setRole(alarming ? widgets::Role::StateFail : widgets::Role::TextSecondary);
    m_state->setVisible(m_item.value.alarmState.has_value());
    m_stateIcon->setVisible(m_item.value.alarmState.has_value());
    m_stateIcon->setPixmap(theme().pixmap(firing ? Icon::TriangleAlert : Icon::CircleCheck,
                                          theme().iconSize(14),
                                          alarming  ? widgets::Role::StateFail
                                          : current ? widgets::Role::StateOk
                                                    : widgets::Role::TextSecondary,
                                          devicePixelRatioF()));
}

void LinkedRow::open()
{
    if (!canOpen())
        return;
    if (m_item.value.relatedKind == RelatedKind::Incident)
        Q_EMIT incidentRequested(*m_item.value.otherId);
    else
        QDesktopServices::openUrl(QUrl(QString::fromStdString(m_item.value.url)));
}

void LinkedRow::mouseDoubleClickEvent(QMouseEvent* event)
{
    PaintedWidget::mouseDoubleClickEvent(event);
    open();
}

void LinkedRow::openMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool alarm = m_item.value.relatedKind == RelatedKind::Alarm;
    const bool incident = m_item.value.relatedKind == RelatedKind::Incident;
    if (!m_item.value.url.empty())
        connect(menu->addAction(tr("Copy the address")), &QAction::triggered, this,
                [this] { QGuiApplication::clipboard()->setText(QString::fromStdString(m_item.value.url)); });
    connect(menu->addAction(tr("Copy the title")), &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(m_item.value.title).simplified());
    });
    if (!alarm && !incident)
        connect(menu->addAction(tr("Edit…")), &QAction::triggered, this,
                [this] { related::openChange(m_context, m_item, this); });
    if (!alarm)
        connect(menu->addAction(tr("Remove the link")), &QAction::triggered, this, [this] {
            const auto now = m_context.repositories.relatedItems.find(m_item.id);
            if (!now)
                return;
            const auto removed =
                commands::RelatedCommands(m_context.repositories, m_context.history).remove(*now);
            if (!removed)
                Q_EMIT failed(removed.error());
        });
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void LinkedRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    if (m_item.meta.unsent > 0)
        painter.fillRect(QRect(0, 0, 3, height()), theme().colour(widgets::Role::StateLocal));
    paintHorizontalLine(painter, 0, width(), height() - 1, theme().colour(widgets::Role::LineHairline));
}

} // namespace matoi::widgets
