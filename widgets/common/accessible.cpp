#include "widgets/common/accessible.h"

#include "widgets/common/theme.h"

#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QButtonGroup>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

void setAccessibleText(QWidget& widget, const QString& name)
{
    if (widget.accessibleName() != name) {
        // Qt sends NameChanged to assistive technology from here.
        widget.setAccessibleName(name);
    }
}

class PaintedWidgetInterface final : public QAccessibleWidget
{
public:
    explicit PaintedWidgetInterface(PaintedWidget& widget)
        : QAccessibleWidget(&widget, widget.accessibleRole())
        , m_widget(widget)
    {}

    /// Asked each time: a clock without a time is something to press.
    QAccessible::Role role() const override { return m_widget.accessibleRole(); }

    QString text(QAccessible::Text kind) const override
    {
        const QString own = QAccessibleWidget::text(kind);
        return own.isEmpty() && kind == QAccessible::Name ? m_widget.accessibleText() : own;
    }

private:
    PaintedWidget& m_widget;
};

class PaintedButtonInterface final : public QAccessibleWidget
{
public:
    explicit PaintedButtonInterface(PaintedButton& button)
        : QAccessibleWidget(&button, button.accessibleRole())
        , m_button(button)
    {}

    /// Asked each time: a button may join a group after somebody has looked at it.
    QAccessible::Role role() const override { return m_button.accessibleRole(); }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = m_button.isCheckable();
        state.checked = m_button.isChecked();
        state.pressed = m_button.isDown();
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        const QString own = QAccessibleWidget::text(kind);
        return own.isEmpty() && kind == QAccessible::Name ? m_button.text() : own;
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }

    void doAction(const QString& name) override
    {
        if (name == pressAction()) {
            m_button.click();
        } else {
            QAccessibleWidget::doAction(name);
        }
    }

private:
    PaintedButton& m_button;
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    // Qt asks for each class up to QObject, so one entry serves every subclass.
    if (className == "matoi::widgets::PaintedWidget"_L1) {
        return new PaintedWidgetInterface(*static_cast<PaintedWidget*>(object));
    }
    if (className == "matoi::widgets::PaintedButton"_L1) {
        return new PaintedButtonInterface(*static_cast<PaintedButton*>(object));
    }
    // A window that is neither a main window nor a dialog would be read out as filler.
    if (className == "QWidget"_L1 && static_cast<QWidget*>(object)->isWindow()) {
        return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Window);
    }
    return nullptr;
}

} // namespace

void installAccessibility()
{
    // Qt keeps one entry a function, however often it is given.
    QAccessible::installFactory(makeInterface);
}

PaintedWidget::PaintedWidget(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        themeChanged();
        updateGeometry();
        update();
    });
}

void PaintedWidget::describe(const QString& name)
{
    setAccessibleText(*this, name);
}

PaintedButton::PaintedButton(Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    connect(&theme, &Theme::changed, this, [this] {
        themeChanged();
        updateGeometry();
        update();
    });
}

QAccessible::Role PaintedButton::accessibleRole() const
{
    if (!isCheckable())
        return QAccessible::Button;
    const bool oneOfSeveral = autoExclusive() || (group() != nullptr && group()->exclusive());
    return oneOfSeveral ? QAccessible::RadioButton : QAccessible::CheckBox;
}

void PaintedButton::describe(const QString& name)
{
    setAccessibleText(*this, name);
}

} // namespace matoi::widgets
