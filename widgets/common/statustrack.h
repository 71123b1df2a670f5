#pragma once

#include "widgets/common/accessible.h"

#include <vector>

namespace matoi::widgets {

class StatusStep;

/// The way of an incident: "✓ Open 14:02 — ✓ Acknowledged 14:05 — ● Mitigating now — ○ Resolved".
/// Each step is a button. One tab stop; Left and Right move between steps, Enter or Space presses.
class StatusTrack : public PaintedWidget
{
    Q_OBJECT

public:
    enum class Progress
    {
        Done,
        Current,
        Coming
    };
    struct Step
    {
        QString label;
        QString time; ///< "14:02", "now", or empty
        Progress progress = Progress::Coming;

        bool operator==(const Step&) const = default;
    };

    explicit StatusTrack(Theme& theme, QWidget* parent = nullptr);

    void setSteps(const std::vector<Step>& steps);
    const std::vector<Step>& steps() const { return m_steps; }
    /// Narrow windows drop the times.
    void setTimesShown(bool shown);

    QAccessible::Role accessibleRole() const override { return QAccessible::Grouping; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// A step was pressed: a coming one to set it, a done one to correct it.
    void stepPressed(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void themeChanged() override;

private:
    friend class StatusStep;
    void place();
    void moveFocus(int from, int by);
    int gap() const;
    std::size_t tabStop() const;

    std::vector<Step> m_steps;
    std::vector<StatusStep*> m_buttons;
    bool m_timesShown = true;
};

} // namespace matoi::widgets
