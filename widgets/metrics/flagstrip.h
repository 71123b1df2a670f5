#pragma once

#include "widgets/common/accessible.h"
#include "widgets/metrics/charttimeframe.h"

#include <vector>

namespace matoi::widgets {

/// One event, or several that are too near to each other to be shown apart, as a button.
class FlagButton final : public PaintedButton
{
    Q_OBJECT

public:
    FlagButton(Theme& theme, QWidget* parent);

    void setFlags(std::vector<ChartFlag> flags, const QTimeZone& zone);
    const std::vector<ChartFlag>& flags() const { return m_flags; }
    domain::Time time() const { return m_flags.front().time; }
    void setCurrent(bool current);
    QSize sizeHint() const override;

Q_SIGNALS:
    void pointedAt(matoi::domain::Time time);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    std::vector<ChartFlag> m_flags;
    bool m_current = false;
};

/// The row of events: each an icon above its time. Tab goes from event to event; a group opens a menu.
class FlagStrip final : public PaintedWidget
{
    Q_OBJECT

public:
    FlagStrip(Theme& theme, ChartTimeframe& timeframe, QWidget* parent = nullptr);

    void setFlags(std::vector<ChartFlag> flags);
    /// The event nearest to `time`, if it is within a hand's breadth on the screen.
    const ChartFlag* near(domain::Time time) const;

    QSize sizeHint() const override;
    QAccessible::Role accessibleRole() const override { return QAccessible::List; }
    QString accessibleText() const override { return tr("Events"); }

Q_SIGNALS:
    void flagActivated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void themeChanged() override { arrange(); }

private:
    void arrange();
    FlagButton* button(std::size_t index);
    void activate(const FlagButton& button);
    void showCurrent();

    ChartTimeframe& m_timeframe;
    std::vector<ChartFlag> m_flags; ///< by time
    std::vector<FlagButton*> m_buttons;
    std::size_t m_used = 0;
};

} // namespace matoi::widgets
