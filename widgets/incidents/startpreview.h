#pragma once

#include "models/domain/rules/likelyduplicate.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CallList;
class EngagementLanes;
class NoteBlock;
class TextLabel;

/// The right side of the start dialog: who gets paged and when, what warns of it, what starts beside it, and
/// which open incident this may be already.
class StartPreview final : public QWidget
{
    Q_OBJECT

public:
    StartPreview(const PanelContext& context, QWidget* parent);

    struct Plan
    {
        std::optional<domain::Record<domain::ResponsePlan>> plan;
        bool drill = false; ///< nobody is paged
        QString title;      ///< as typed
    };
    void show(const Plan& plan);
    using QWidget::show;
    /// People who are paged when it starts.
    int atOnce() const { return m_atOnce; }
    /// Nobody now, and people when this computer is online again.
    bool pagesLater() const { return m_pagesLater; }

Q_SIGNALS:
    /// This open incident is the same: no new one is wanted.
    void chosen(matoi::domain::Id<matoi::domain::Incident> id);

private:
    void showPaging(const Plan& plan);
    QString peopleText(const Plan& plan, bool anybody) const;
    QString stopsText(const Plan& plan, const std::vector<domain::Id<domain::Contact>>& people) const;
    void showAlso(const Plan& plan);
    void showDuplicates(const Plan& plan);
    QWidget* duplicateRow(const domain::rules::LikelyDuplicate& duplicate);
    QString localTimes(const std::vector<domain::Id<domain::Contact>>& people) const;

    PanelContext m_context;
    TextLabel* m_heading;
    TextLabel* m_people;
    EngagementLanes* m_lanes;
    TextLabel* m_stops;
    NoteBlock* m_offline;
    CallList* m_numbers;
    NoteBlock* m_warning;
    QWidget* m_alsoBox;
    TextLabel* m_also;
    QVBoxLayout* m_duplicates;
    std::vector<domain::Id<domain::Incident>> m_shownDuplicates;
    int m_atOnce = 0;
    bool m_pagesLater = false;
};

} // namespace matoi::widgets
