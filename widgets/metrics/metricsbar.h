#pragma once

#include "models/domain/time.h"
#include "widgets/common/accessible.h"
#include "widgets/common/theme.h"

#include <array>

namespace matoi::widgets {

class CommandButton;
class SegmentedControl;
class TextLabel;

/// The row over the charts: which stretch of time, what to compare with, how old the values are, and what can
/// be done with them. Where it is narrow, buttons keep their icons and lose their words.
class MetricsBar final : public QWidget
{
    Q_OBJECT

public:
    enum class Range
    {
        Hour,
        Incident,
        ThreeHours,
        Day
    };

    explicit MetricsBar(Theme& theme, QWidget* parent = nullptr);

    Range range() const;
    void setRange(Range range);
    /// The stretch whose means are shown; 0: the values as measured.
    domain::Duration resolution() const { return m_resolution; }
    bool comparesLastWeek() const;
    void toggleLastWeek();
    void setAge(const QString& text, Role role);
    /// None: the button is not there.
    void setSnapshots(int count);
    /// Without charts there is nothing to choose or pin.
    void setCharts(bool any);
    /// Where the list of snapshots opens.
    QPoint snapshotsCorner() const;

Q_SIGNALS:
    void rangeChanged();
    void resolutionChanged();
    void lastWeekToggled(bool on);
    void snapshotsRequested();
    void pinRequested();
    void addRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void openResolutions();
    void setResolution(domain::Duration resolution);
    void fit();

    Theme& m_theme;
    SegmentedControl* m_range;
    CommandButton* m_means;
    CommandButton* m_lastWeek;
    TextLabel* m_age;
    CommandButton* m_snapshots;
    CommandButton* m_pin;
    CommandButton* m_add;
    domain::Duration m_resolution{0};
    int m_count = 0;
    bool m_anyCharts = false;
};

} // namespace matoi::widgets
