#pragma once

#include "widgets/common/clocks.h"

#include <optional>

namespace matoi::widgets {

/// When the next update is due: the number that the commander acts on.
/// Over 5 min neutral; under 5 min amber; overdue red, counting up, with the word; without a cadence a link
/// (click, Enter or Space). The bar under it empties with the cadence.
class NextUpdateClock : public CaptionedClock
{
    Q_OBJECT

public:
    enum class State
    {
        None,    ///< no cadence and no promised time
        Neutral, ///< more than 5 min
        Due,     ///< 5 min or less
        Overdue
    };
    Q_ENUM(State)

    explicit NextUpdateClock(Theme& theme, QWidget* parent = nullptr);

    /// `left`: until the update is due, negative when overdue, nullopt when none is planned.
    /// `cadence`: the whole length that the bar stands for.
    void setLeft(std::optional<std::chrono::seconds> left, std::chrono::seconds cadence);

    State state() const { return m_state; }
    /// How full the bar is, 0 to 1.
    double fraction() const { return m_fraction; }
    static State stateOf(std::optional<std::chrono::seconds> left);

    QSize sizeHint() const override;
    /// Without a time it is pressed to promise one.
    QAccessible::Role accessibleRole() const override
    {
        return m_state == State::None ? QAccessible::Button : QAccessible::Clock;
    }
    QString accessibleText() const override;

Q_SIGNALS:
    void setCadenceRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Role role() const;

    State m_state = State::None;
    double m_fraction = 0;
};

} // namespace matoi::widgets
