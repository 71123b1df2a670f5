#pragma once

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;

/// Whether the step that comes next lies outside a part of a window: in a dialog over it, or in an editor
/// that is open beside it. A window has one filled button; a part whose button has that role in general gives
/// it away for as long as this is so.
class StepElsewhere final : public QObject
{
    Q_OBJECT

public:
    explicit StepElsewhere(QWidget* part);

    /// Fills the one button of a part that has that role, for as long as it has it.
    static void fill(CommandButton& button, QWidget* part);

    bool isElsewhere() const { return m_elsewhere; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();

    QWidget* m_part;
    bool m_elsewhere = false;
    bool m_looksSoon = false;
};

} // namespace matoi::widgets
