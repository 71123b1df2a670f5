#pragma once

#include "widgets/common/accessible.h"

#include <vector>

namespace matoi::widgets {

class Segment;

/// A few choices of which one holds: "Open 3 | Mine | All". Left and Right choose, one tab stop.
class SegmentedControl : public PaintedWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(Theme& theme, QWidget* parent = nullptr);

    /// Returns its index. The first one added is chosen.
    int add(const QString& text);
    void setText(int index, const QString& text);
    int current() const { return m_current; }
    void setCurrent(int index);
    int count() const { return static_cast<int>(m_segments.size()); }

    QAccessible::Role accessibleRole() const override { return QAccessible::Grouping; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void themeChanged() override;

private:
    friend class Segment;
    void place();

    std::vector<Segment*> m_segments;
    int m_current = 0;
};

} // namespace matoi::widgets
