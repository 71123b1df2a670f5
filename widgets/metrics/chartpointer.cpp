#include "widgets/metrics/chartpointer.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

using domain::Duration;
using domain::Time;

namespace {

constexpr double wheelStep = 1.25; ///< a notch of the wheel
constexpr double notch = 120;
constexpr qreal releaseDistance = 6;

} // namespace

ChartPointer::ChartPointer(ChartTimeframe& timeframe, QObject* parent)
    : QObject(parent)
    , m_timeframe(timeframe)
{}

void ChartPointer::watch(QWidget* widget, Snap snap)
{
    widget->installEventFilter(this);
    m_watched.emplace_back(widget, std::move(snap));
    connect(widget, &QObject::destroyed, this, [this, widget] {
        std::erase_if(m_watched, [widget](const auto& entry) { return entry.first == widget; });
    });
}

void ChartPointer::cancelDrag()
{
    m_dragging = false;
    m_pressedAt.reset();
    m_timeframe.setSelection(std::nullopt);
}

bool ChartPointer::overPlot(qreal x) const
{
    return x >= m_timeframe.axis().left() && x <= m_timeframe.axis().right();
}

Time ChartPointer::snapped(QWidget* widget, qreal x) const
{
    const auto time =
        m_timeframe.axis().timeAt(std::clamp(x, m_timeframe.axis().left(), m_timeframe.axis().right()));
    const auto found = std::find_if(m_watched.begin(), m_watched.end(),
                                    [widget](const auto& entry) { return entry.first == widget; });
    return found != m_watched.end() && found->second ? found->second(time) : time;
}

bool ChartPointer::eventFilter(QObject* watched, QEvent* event)
{
    auto* widget = static_cast<QWidget*>(watched);
    switch (event->type()) {
    case QEvent::Enter:
        m_timeframe.setHeld(true);
        Q_EMIT entered(widget);
        return false;
    case QEvent::Leave:
        m_timeframe.setHeld(false);
        if (!m_timeframe.isLocked() && !m_dragging)
            m_timeframe.setCrosshair(std::nullopt, false);
        return false;
    case QEvent::MouseButtonPress: press(*static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseMove: move(widget, *static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseButtonRelease: release(widget, *static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseButtonDblClick: return true;
    case QEvent::Wheel: return wheel(*static_cast<QWheelEvent*>(event));
    default: return false;
    }
}

void ChartPointer::press(const QMouseEvent& event)
{
    Q_EMIT pressed();
    if (event.button() == Qt::LeftButton && overPlot(event.position().x()))
        m_pressedAt = event.position();
}

void ChartPointer::move(QWidget* widget, const QMouseEvent& event)
{
    const auto x = event.position().x();
    if (m_pressedAt && !m_dragging)
        m_dragging = std::abs(x - m_pressedAt->x()) >= QApplication::startDragDistance();
    if (m_dragging) {
        const auto one = m_timeframe.axis().timeAt(m_pressedAt->x());
        const auto other =
            std::clamp(m_timeframe.axis().timeAt(x), m_timeframe.range().from, m_timeframe.range().to);
        m_timeframe.setSelection(TimeRange{std::min(one, other), std::max(one, other)});
        return;
    }
    if (m_timeframe.isLocked())
        return;
    if (overPlot(x))
        m_timeframe.setCrosshair(snapped(widget, x), false);
    else
        m_timeframe.setCrosshair(std::nullopt, false);
}

void ChartPointer::release(QWidget* widget, const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || !m_pressedAt)
        return;
    const auto selection = m_timeframe.selection();
    const bool dragged = m_dragging;
    cancelDrag();
    if (dragged) {
        if (selection && selection->span() > Duration(0))
            m_timeframe.setRange(*selection);
        return;
    }
    const auto x = event.position().x();
    const auto crosshair = m_timeframe.crosshair();
    const bool again = m_timeframe.isLocked() && crosshair &&
                       std::abs(m_timeframe.axis().x(*crosshair) - x) <= releaseDistance;
    m_timeframe.setCrosshair(snapped(widget, x), !again);
}

/// True: it is no business of the widget's own. Not accepted, it goes on to what scrolls around the charts.
bool ChartPointer::wheel(QWheelEvent& event)
{
    const auto x = event.position().x();
    const auto delta = event.angleDelta();
    const bool zooms = event.modifiers() & Qt::ControlModifier;
    const bool sideways = std::abs(delta.x()) > std::abs(delta.y()) || event.modifiers() & Qt::ShiftModifier;
    if (!overPlot(x) || (!zooms && !sideways)) {
        event.ignore();
        return true;
    }
    event.accept();
    if (zooms) {
        m_timeframe.zoom(std::pow(wheelStep, -delta.y() / notch), m_timeframe.axis().timeAt(x));
        return true;
    }
    const auto notches = (delta.x() != 0 ? delta.x() : delta.y()) / notch;
    m_timeframe.pan(
        Duration(std::llround(-notches * static_cast<double>(m_timeframe.range().span().count()) / 10)));
    return true;
}

} // namespace matoi::widgets
