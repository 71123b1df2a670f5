#pragma once

#include "models/itemmodels/chartseries.h"
#include "widgets/panel/panelcontext.h"

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

#include <memory>

namespace matoi::widgets {

class ChartStack;

/// The charts of a snapshot, drawn from what it keeps: the cursor reads values and everything zooms as in the
/// live charts, without a connection. The incident's marks and events stand where they are known to be now.
class SnapshotView final : public QWidget
{
    Q_OBJECT

public:
    SnapshotView(const PanelContext& context, const domain::MetricSnapshot& snapshot,
                 QWidget* parent = nullptr);
    ~SnapshotView() override;

private:
    std::vector<std::unique_ptr<itemmodels::ChartSeries>> m_series;
    ChartStack* m_stack;
};

/// Marks and events of an incident as the charts show them.
void showMarksAndFlags(const PanelContext& context, domain::Id<domain::Incident> incident, ChartStack& stack);

/// For people who have no Matoi: who pinned it when, the note, the charts.
/// `scale`: pixels a pixel of the screen.
QImage snapshotPicture(const PanelContext& context, const domain::MetricSnapshot& snapshot, int scale);

/// "14:08:12, Misaki Sato"
QString snapshotTitle(const PanelContext& context, const domain::MetricSnapshot& snapshot);

} // namespace matoi::widgets
