#pragma once

#include "widgets/common/accessible.h"
#include "widgets/metrics/charttimeframe.h"

namespace matoi::widgets {

class CommandButton;
class FlagStrip;

/// The reserved strip under the time axis: what can be done at the crosshair, and which event is there.
class CrosshairBar final : public PaintedWidget
{
    Q_OBJECT

public:
    CrosshairBar(Theme& theme, ChartTimeframe& timeframe, const FlagStrip& flags, QWidget* parent = nullptr);

    /// Only values are read here: nothing is logged or set at the crosshair.
    void setReadOnly(bool on);
    /// Where a menu of the "Set mark" button opens.
    QPoint markCorner() const;

    QSize sizeHint() const override;
    QString accessibleText() const override { return m_text; }

Q_SIGNALS:
    void addEventRequested(matoi::domain::Time time);
    void markRequested(matoi::domain::Time time);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void themeChanged() override { refresh(); }

private:
    void refresh();
    void arrange();

    ChartTimeframe& m_timeframe;
    const FlagStrip& m_flags;
    CommandButton* m_addEvent;
    CommandButton* m_setMark;
    QString m_time;
    QString m_text;
    Icon m_icon = Icon::None;
    bool m_emphasised = false;
    bool m_readOnly = false;
};

} // namespace matoi::widgets
