#pragma once

#include "widgets/common/accessible.h"
#include "widgets/common/icons.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class TextLabel;

/// One line under the top bar, 36 high. One at a time; who decides which (offline, sign-in, conflict, update)
/// is the shell. What it says is announced to screen readers once, when it changes.
class Banner : public PaintedWidget
{
    Q_OBJECT

public:
    enum class Tone
    {
        Offline, ///< violet: something is only on this computer
        Wait,    ///< amber: a person or a clock is waiting
        Fail     ///< red: refused, failed
    };
    struct Content
    {
        Tone tone = Tone::Wait;
        Icon icon = Icon::None; ///< None: the tone's own
        QString title;          ///< bold: "Offline since 11:30"
        QString text;           ///< "6 changes are only on this computer."
        QStringList actions;    ///< labels of buttons at the right

        bool operator==(const Content&) const = default;
    };

    explicit Banner(Theme& theme, QWidget* parent = nullptr);

    /// Shows it. Buttons stay the same objects while their labels do.
    void present(const Content& content);
    /// Grey countdown after an action's label: "Retry 0:24".
    void setActionDetail(int index, const QString& detail);

    QAccessible::Role accessibleRole() const override { return QAccessible::AlertMessage; }

Q_SIGNALS:
    void actionTriggered(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    Role text() const;
    Role ground() const;

    Content m_content;
    QHBoxLayout* m_row;
    TextLabel* m_title;
    ElidedLabel* m_text;
    std::vector<CommandButton*> m_buttons;
};

} // namespace matoi::widgets
