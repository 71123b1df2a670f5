#pragma once

#include "widgets/common/accessible.h"

#include <QtWidgets/QMenu>

namespace matoi::widgets {

/// A menu in which several things can be ticked before it closes.
class ChoiceMenu final : public QMenu
{
    Q_OBJECT

public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool tick();
};

/// One filter: its name and, when it is set, what it lets through. Pressed it opens its menu; set, the cross
/// at its end and the keys Delete and Backspace take it away.
class FilterChip final : public PaintedButton
{
    Q_OBJECT

public:
    explicit FilterChip(Theme& theme, QWidget* parent = nullptr);

    /// `value` empty: not set.
    void setFilter(const QString& name, const QString& value);
    bool isSet() const { return !m_value.isEmpty(); }

    QAccessible::Role accessibleRole() const override { return QAccessible::ButtonMenu; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void menuRequested();
    void cleared();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString label() const;
    int tail() const;

    QString m_name;
    QString m_value;
};

} // namespace matoi::widgets
