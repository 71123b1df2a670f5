#pragma once

#include "widgets/common/accessible.h"

namespace matoi::widgets {

class TextLabel;

/// One of a few ways to begin: icon, name, what it means, and the digit that chooses it. Exclusive in its
/// parent; Up and Down move the choice.
class ChoiceRow final : public PaintedButton
{
    Q_OBJECT

public:
    ChoiceRow(Theme& theme, Icon icon, int digit, QWidget* parent = nullptr);

    void setTexts(const QString& title, const QString& meaning);

    QAccessible::Role accessibleRole() const override { return QAccessible::RadioButton; }
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    Icon m_icon;
    int m_digit;
    TextLabel* m_title;
    TextLabel* m_meaning;
};

} // namespace matoi::widgets
