#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QWidget>

#include <vector>

namespace matoi::widgets {

/// One place in the rail: icon over label, with a count in a red disc.
class RailButton final : public PaintedButton
{
    Q_OBJECT

public:
    RailButton(Theme& theme, Icon icon, QWidget* parent = nullptr);
    void setLabel(const QString& label);
    void setCount(int count);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
    int m_count = 0;
};

/// Places at the left edge, 72 wide; the labels are always shown.
class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(Theme& theme, QWidget* parent = nullptr);

    /// Returns its index. `atBottom`: under the gap.
    int add(Icon icon, bool atBottom = false);
    void setLabel(int index, const QString& label);
    void setCount(int index, int count);
    void setCurrent(int index);

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    std::vector<RailButton*> m_buttons;
    int m_top = 0;
};

} // namespace matoi::widgets
