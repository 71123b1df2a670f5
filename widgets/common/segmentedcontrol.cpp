#include "widgets/common/segmentedcontrol.h"

#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

class Segment : public PaintedButton
{
public:
    Segment(Theme& theme, SegmentedControl& control, int index)
        : PaintedButton(theme, &control)
        , m_control(control)
        , m_index(index)
    {
        setCheckable(true);
        QObject::connect(this, &QAbstractButton::clicked, &control, [this] {
            // Pressing the chosen one again must not leave none chosen.
            setChecked(true);
            m_control.setCurrent(m_index);
        });
    }

    QAccessible::Role accessibleRole() const override { return QAccessible::RadioButton; }

    QSize sizeHint() const override
    {
        // Room for the heavier weight, so that choosing moves nothing.
        const qreal width = theme().tabularWidth(TextStyle::Medium, text()) + 2 * theme().px(10);
        return {std::max(24, static_cast<int>(std::ceil(width))), std::max(24, theme().px(26))};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        const bool on = isChecked();
        painter.setFont(theme().font(on ? TextStyle::Medium : TextStyle::Body));
        painter.setPen(theme().colour(!isEnabled()         ? Role::TextTertiary
                                      : on || underMouse() ? Role::TextPrimary
                                                           : Role::TextSecondary));
        drawTabular(painter, rect(), text(), Qt::AlignCenter);
        if (hasFocus()) {
            paintFocusRing(painter, theme(), rect(), 5);
        }
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const int by = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
        if (by == 0) {
            PaintedButton::keyPressEvent(event);
            return;
        }
        const int to = m_index + by;
        if (to >= 0 && to < m_control.count()) {
            m_control.setCurrent(to);
            m_control.m_segments[static_cast<std::size_t>(to)]->setFocus(Qt::TabFocusReason);
        }
    }

private:
    SegmentedControl& m_control;
    int m_index;
};

SegmentedControl::SegmentedControl(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

int SegmentedControl::add(const QString& text)
{
    auto* segment = new Segment(theme(), *this, count());
    segment->setText(text);
    segment->show();
    m_segments.push_back(segment);
    segment->setChecked(count() == 1);
    place();
    return count() - 1;
}

void SegmentedControl::setText(int index, const QString& text)
{
    m_segments.at(static_cast<std::size_t>(index))->setText(text);
    place();
}

void SegmentedControl::setCurrent(int index)
{
    if (index < 0 || index >= count() || index == m_current) {
        return;
    }
    m_current = index;
    place();
    Q_EMIT currentChanged(index);
}

void SegmentedControl::themeChanged()
{
    place();
}

void SegmentedControl::resizeEvent(QResizeEvent* /*event*/)
{
    place();
}

void SegmentedControl::place()
{
    int x = 0;
    for (int i = 0; i < count(); ++i) {
        Segment& segment = *m_segments[static_cast<std::size_t>(i)];
        segment.setChecked(i == m_current);
        segment.setFocusPolicy(i == m_current ? Qt::StrongFocus : Qt::ClickFocus);
        const QSize size = segment.sizeHint();
        segment.setGeometry(x, 0, size.width(), size.height());
        x += size.width();
    }
    updateGeometry();
    update();
}

QSize SegmentedControl::sizeHint() const
{
    int width = 0;
    for (const Segment* segment : m_segments) {
        width += segment->sizeHint().width();
    }
    return {width, std::max(24, theme().px(26))};
}

void SegmentedControl::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QColor edge = theme().colour(Role::LineControl);
    if (m_segments.empty()) {
        return;
    }
    const QRect chosen = m_segments[static_cast<std::size_t>(m_current)]->geometry();
    painter.save();
    QPainterPath inside;
    inside.addRoundedRect(rect(), 5, 5);
    painter.setClipPath(inside);
    painter.fillRect(chosen, theme().colour(Role::BgSelected));
    for (std::size_t i = 1; i < m_segments.size(); ++i) {
        paintVerticalLine(painter, m_segments[i]->geometry().left(), 0, height(), edge);
    }
    painter.restore();
    paintBox(painter, rect(), {Qt::transparent, edge, Edge::Solid, 5});
    if (theme().isHighContrast()) {
        paintFocusRing(painter, theme(), chosen, 5);
    }
}

} // namespace matoi::widgets
