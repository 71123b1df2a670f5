#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class DensityStrip;
class PinnedLine;
class SectionHeader;
class TextLabel;

/// Beside the timeline: its shape, what is pinned for the analysis, and a copy of that as Markdown.
class TimelineSide final : public QWidget
{
    Q_OBJECT

public:
    TimelineSide(const PanelContext& context, itemmodels::TimelineModel& model, QWidget* parent);

    void setSeen(std::optional<std::pair<domain::Time, domain::Time>> seen);

Q_SIGNALS:
    void eventChosen(matoi::domain::Id<matoi::domain::TimelineEvent> id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();
    void copy();
    void chooseNear(domain::Time at);
    std::vector<itemmodels::TimelineModel::EntryPtr> pinned() const;

    PanelContext m_context;
    itemmodels::TimelineModel& m_model;
    SectionHeader* m_shapeHeader;
    DensityStrip* m_strip;
    SectionHeader* m_pinnedHeader;
    TextLabel* m_none;
    QVBoxLayout* m_rows;
    std::vector<PinnedLine*> m_lines;
    CommandButton* m_copy;
};

} // namespace matoi::widgets
