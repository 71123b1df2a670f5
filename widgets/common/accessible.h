#pragma once

#include "widgets/common/colours.h"
#include "widgets/common/icons.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QWidget>

namespace matoi::widgets {

class Theme;

/// Ground of what we paint ourselves: knows the theme, lays out and paints anew when it changes, and is read
/// out by screen readers with a role and the accessible name.
class PaintedWidget : public QWidget
{
    Q_OBJECT

public:
    explicit PaintedWidget(Theme& theme, QWidget* parent = nullptr);

    virtual QAccessible::Role accessibleRole() const { return QAccessible::StaticText; }
    /// The name where no accessibleName is set. For clocks: it can be asked at any time, and no change of it
    /// is announced (they are no live regions).
    virtual QString accessibleText() const { return {}; }

protected:
    Theme& theme() const { return m_theme; }
    /// Sets the accessible name; tells assistive technology only when it differs.
    void describe(const QString& name);
    /// Take from the theme what was copied out of it. Layout and painting follow by themselves.
    virtual void themeChanged() {}

private:
    Theme& m_theme;
};

/// The same for what can be pressed. Its sizeHint() is to be at least 24 x 24.
class PaintedButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PaintedButton(Theme& theme, QWidget* parent = nullptr);

    virtual QAccessible::Role accessibleRole() const;

protected:
    Theme& theme() const { return m_theme; }
    void describe(const QString& name);
    virtual void themeChanged() {}

private:
    Theme& m_theme;
};

/// Makes PaintedWidget, PaintedButton and windows of plain widgets known to Qt's accessibility. Theme calls
/// it; calling again does nothing.
void installAccessibility();

} // namespace matoi::widgets
