#include "widgets/shell/topbar.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/palette/palettebutton.h"
#include "widgets/panel/ticker.h"
#include "widgets/shell/connectionlabel.h"
#include "widgets/shell/menubar.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>

namespace matoi::widgets {

TopBar::TopBar(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_menuBar(new MenuBar(this))
    , m_menu(new CommandButton(context.theme, tr("&Menu"), Icon::Menu, this))
    , m_connection(new ConnectionLabel(context, this))
    , m_clock(new TabularLabel(context.theme, TextStyle::Strong, Role::TextPrimary, this))
    , m_zone(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_utc(new TabularLabel(context.theme, TextStyle::Meta, Role::TextTertiary, this))
{
    Theme& theme = context.theme;
    m_menuBar->setNativeMenuBar(false);
    m_menu->setKind(CommandButton::Kind::Quiet);
    m_menu->setSmall(true);
    m_menu->hide();
    connect(m_menu, &QAbstractButton::clicked, this, &TopBar::openMenu);
    m_clock->setReserve(QStringLiteral("00:00:00"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(72), 0, theme.px(12), 0);
    row->setSpacing(theme.px(6));
    row->addWidget(m_menuBar, 0, Qt::AlignVCenter);
    row->addWidget(m_menu);
    row->addStretch(1);
    auto* palette = new PaletteButton(theme, this);
    row->addWidget(palette, 2);
    row->addStretch(1);
    row->addWidget(m_connection);
    row->addSpacing(theme.px(8));
    row->addWidget(new Hairline(theme, Qt::Vertical, this));
    row->addSpacing(theme.px(8));
    row->addWidget(m_clock);
    row->addWidget(m_zone);
    row->addSpacing(theme.px(4));
    row->addWidget(m_utc);
    connect(palette, &PaletteButton::clicked, this, &TopBar::paletteRequested);
    connect(&context.ticker, &Ticker::tick, this, &TopBar::showTime);
    const auto dress = [this] { setFixedHeight(m_context.theme.px(36)); };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    showTime();
}

void TopBar::showTime()
{
    const domain::Time now = m_context.clock.now();
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    m_clock->setText(timeWithSecondsText(now, m_context.zone));
    m_zone->setText(m_context.zone.abbreviation(at));
    const bool isUtc = m_context.zone.offsetFromUtc(at) == 0;
    m_utc->setVisible(!isUtc && !m_narrow);
    m_utc->setText(timeText(now, QTimeZone::utc()) + QStringLiteral(" UTC"));
}

void TopBar::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_menuBar->setVisible(!narrow);
    m_menu->setVisible(narrow);
    showTime();
    fit();
}

/// How old the data is goes first, then the zone's name: the menu Settings says it too.
void TopBar::fit()
{
    using Room = ConnectionLabel::Room;
    const int zone = m_zone->sizeHint().width() + layout()->spacing();
    int rest = layout()->totalMinimumSize().width() - m_connection->minimumSizeHint().width();
    if (!m_zone->isHidden())
        rest -= zone;
    const auto fits = [&](Room room, bool withZone) {
        return rest + m_connection->widthIn(room) + (withZone ? zone : 0) <= width();
    };
    Room room = m_narrow ? Room::Short : Room::Whole;
    while (room != Room::Least && !fits(room, true))
        room = room == Room::Whole ? Room::Short : Room::Least;
    m_connection->setRoom(room);
    m_zone->setVisible(fits(room, true));
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// Some words have become longer or shorter.
bool TopBar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

/// The same menus, one under another. Their shortcuts are the window's and work without the bar.
void TopBar::openMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* entry : m_menuBar->actions())
        menu->addAction(entry);
    menu->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height())));
}

void TopBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        m_menu->setText(tr("&Menu"));
    QWidget::changeEvent(event);
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_context.theme;
    QPainter painter(this);
    painter.fillRect(rect(), theme.colour(Role::BgWindow));
    const int icon = theme.iconSize(20);
    painter.drawPixmap(QPointF((theme.px(72) - icon) / 2.0, (height() - icon) / 2.0),
                       theme.pixmap(Icon::MatoiMark, icon, Role::TextPrimary, devicePixelRatioF()));
    paintHorizontalLine(painter, 0, width(), height() - 1, theme.colour(Role::LineHairline));
}

} // namespace matoi::widgets
