#pragma once

#include "widgets/common/textlabel.h"

#include <chrono>

namespace matoi::widgets {

/// A caption over a big number, as the header has two of: same heights and the same baseline whether the
/// number is the first (32 px) or the second (20 px, text.secondary), so that they can stand side by side and
/// swap.
class CaptionedClock : public PaintedWidget
{
    Q_OBJECT

public:
    CaptionedClock(Theme& theme, const QString& caption, QWidget* parent = nullptr);

    void setProminent(bool prominent);
    bool isProminent() const { return m_prominent; }
    QString caption() const { return m_caption; }
    QString text() const { return m_text; }

    QAccessible::Role accessibleRole() const override { return QAccessible::Clock; }
    QString accessibleText() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void setCaption(const QString& caption);
    void setClockText(const QString& text, Role role);
    /// Widest text to come, so that the header does not move when it does.
    void setReserve(const QString& reserve);
    void paintEvent(QPaintEvent* event) override;
    int clockBottom() const;

private:
    TextStyle clockStyle() const { return m_prominent ? TextStyle::Clock : TextStyle::ClockSmall; }

    QString m_caption;
    QString m_text;
    QString m_reserve;
    Role m_role = Role::TextPrimary;
    bool m_prominent = true;
};

/// Time since the start. Its text is set from outside, once a second.
class ElapsedClock : public CaptionedClock
{
    Q_OBJECT

public:
    enum class State
    {
        Running,
        Stopped, ///< resolved: text.secondary
        Unknown  ///< this computer's clock and the server's differ by over 2 s: shown with "~"
    };

    explicit ElapsedClock(Theme& theme, QWidget* parent = nullptr);

    void setElapsed(std::chrono::seconds elapsed, State state = State::Running);
};

/// A time left, in rows and lanes: "02:10" in amber. Its text is set from outside.
class CountdownClock : public TabularLabel
{
    Q_OBJECT

public:
    explicit CountdownClock(Theme& theme, TextStyle style = TextStyle::Strong, QWidget* parent = nullptr);

    /// Negative: overdue, in red with a "+".
    void setLeft(std::chrono::seconds left);
};

} // namespace matoi::widgets
