#include "widgets/metrics/crosshairbar.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/tabular.h"
#include "widgets/metrics/flagstrip.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int rowHeight = 40;
constexpr int padding = 16;
constexpr int buttonGap = 8;
constexpr int iconSide = 15;

} // namespace

CrosshairBar::CrosshairBar(Theme& theme, ChartTimeframe& timeframe, const FlagStrip& flags, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_timeframe(timeframe)
    , m_flags(flags)
    , m_addEvent(new CommandButton(theme, {}, Icon::Plus, this))
    , m_setMark(new CommandButton(theme, tr("Set mark here…"), Icon::Flag, this))
{
    m_addEvent->setKind(CommandButton::Kind::Outlined);
    m_addEvent->setSmall(true);
    m_addEvent->setKey(Qt::Key_N);
    m_setMark->setSmall(true);
    m_setMark->setKey(Qt::Key_M);
    const auto at = [this](auto signal) {
        return [this, signal] {
            if (const auto time = m_timeframe.crosshair())
                Q_EMIT(this->*signal)(*time);
        };
    };
    connect(m_addEvent, &CommandButton::clicked, this, at(&CrosshairBar::addEventRequested));
    connect(m_setMark, &CommandButton::clicked, this, at(&CrosshairBar::markRequested));
    connect(&timeframe, &ChartTimeframe::crosshairChanged, this, &CrosshairBar::refresh);
    connect(&timeframe, &ChartTimeframe::rangeChanged, this, &CrosshairBar::refresh);
    refresh();
}

void CrosshairBar::setReadOnly(bool on)
{
    m_readOnly = on;
    refresh();
}

QPoint CrosshairBar::markCorner() const
{
    return m_setMark->mapToGlobal(QPoint(0, 0));
}

QSize CrosshairBar::sizeHint() const
{
    return {theme().px(400), theme().px(rowHeight)};
}

void CrosshairBar::refresh()
{
    const auto time = m_timeframe.crosshair();
    m_addEvent->setVisible(time.has_value() && !m_readOnly);
    m_setMark->setVisible(time.has_value() && !m_readOnly);
    m_icon = Icon::None;
    m_emphasised = false;
    m_time.clear();
    m_text = m_readOnly
                 ? tr("Point at a chart, or press Left and Right, to read values. Ctrl and the wheel zoom.")
                 : tr("Point at a chart, or press Left and Right, to read values and to log what happened "
                      "then. Ctrl and the wheel zoom.");
    if (time) {
        m_addEvent->setText(tr("Add event at %1").arg(timeWithSecondsText(*time, m_timeframe.zone())));
        m_addEvent->setAccessibleName(m_addEvent->text());
        m_setMark->setAccessibleName(
            tr("Set mark at %1").arg(timeWithSecondsText(*time, m_timeframe.zone())));
        m_text = m_timeframe.isLocked() ? tr("Locked here. Esc lets the cursor go.") : QString();
        if (const auto* flag = m_flags.near(*time)) {
            m_time = timeWithSecondsText(flag->time, m_timeframe.zone());
            m_text = flag->text;
            m_icon = flag->icon;
            m_emphasised = flag->emphasised;
        }
    }
    arrange();
    update();
}

void CrosshairBar::arrange()
{
    auto left = static_cast<int>(m_timeframe.axis().left());
    for (auto* button : {m_addEvent, m_setMark}) {
        const auto size = button->sizeHint();
        button->setGeometry(left, (height() - size.height()) / 2, size.width(), size.height());
        left += size.width() + theme().px(buttonGap);
    }
}

void CrosshairBar::resizeEvent(QResizeEvent*)
{
    arrange();
}

void CrosshairBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    auto left = m_timeframe.axis().left();
    if (m_timeframe.crosshair() && !m_readOnly)
        left = m_setMark->geometry().right() + theme().px(padding);
    if (m_icon != Icon::None) {
        const auto size = theme().iconSize(iconSide);
        painter.drawPixmap(QPointF(std::round(left), std::round((height() - size) / 2.0)),
                           theme().pixmap(m_icon, size, m_emphasised ? Role::AccentText : Role::TextSecondary,
                                          devicePixelRatioF()));
        left += size + theme().px(buttonGap);
    }
    QRectF line(left, 0, width() - left - theme().px(padding), height());
    painter.setFont(theme().font(TextStyle::Body));
    if (!m_time.isEmpty()) {
        painter.setPen(theme().colour(Role::TextTertiary));
        line.setLeft(drawTabular(painter, line, m_time) + theme().px(buttonGap));
        painter.setFont(theme().font(TextStyle::Medium));
    }
    painter.setPen(theme().colour(m_icon == Icon::None ? Role::TextTertiary : Role::TextPrimary));
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_text, Qt::ElideRight, static_cast<int>(line.width())));
}

void CrosshairBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    PaintedWidget::changeEvent(event);
}

} // namespace matoi::widgets
