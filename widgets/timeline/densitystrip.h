#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/common/accessible.h"
#include "widgets/panel/panelcontext.h"

#include <array>

namespace matoi::widgets {

/// How much happened when, from the start of the incident down to its end or now: a bar a slice of time,
/// violet where something is only on this computer. The frame is what the list shows; pressing goes there.
class DensityStrip final : public PaintedWidget
{
    Q_OBJECT

public:
    DensityStrip(const PanelContext& context, const itemmodels::TimelineModel& model, QWidget* parent);

    void setSeen(std::optional<std::pair<domain::Time, domain::Time>> seen);
    /// Events or marks are new.
    void refresh();

    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void timeChosen(matoi::domain::Time at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    static constexpr std::size_t slices = 24;
    std::array<int, slices> inSlices(const std::vector<itemmodels::TimelineModel::EntryPtr>& events) const;
    double y(domain::Time at) const;
    QRectF plot() const;
    void paintLabels(QPainter& painter) const;
    void paintBars(QPainter& painter) const;

    PanelContext m_context;
    const itemmodels::TimelineModel& m_model;
    domain::Time m_from{};
    domain::Time m_to{};
    std::optional<domain::Time> m_mitigated;
    std::optional<std::pair<domain::Time, domain::Time>> m_seen;
};

} // namespace matoi::widgets
