#pragma once

#include "models/itemmodels/incidenttablemodel.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <array>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace matoi::widgets {

class FilterChip;

/// The filters of the page of all incidents, each a chip with its menu.
class IncidentFilterBar final : public QWidget
{
    Q_OBJECT

public:
    IncidentFilterBar(const PanelContext& context, itemmodels::IncidentTableModel& model, QWidget* parent);

    /// The period in words: "last 7 days", "20 Oct to today".
    static QString periodText(const itemmodels::IncidentQuery& query);

    /// Shows the model's query.
    void refresh();

Q_SIGNALS:
    void queryChanged(const matoi::itemmodels::IncidentQuery& query);

private:
    enum Filter
    {
        ImpactFilter,
        StatusFilter,
        ServiceFilter,
        CommanderFilter,
        PlanFilter,
        TagFilter,
        StartedFilter,
        FilterCount
    };

    QString name(int filter) const;
    QString value(int filter) const;
    void clear(int filter);
    void openMenu(int filter);
    void fill(QMenu& menu, int filter);
    void fillNames(QMenu& menu, int filter, const QStringList& names);
    void fillPeriods(QMenu& menu);
    void askForDays();
    std::vector<std::string>& namesOf(itemmodels::IncidentQuery& query, int filter) const;
    template <class E>
    void tick(QMenu& menu, std::vector<E> domain::rules::IncidentFilter::*list, E value, const QString& text);

    PanelContext m_context;
    itemmodels::IncidentTableModel& m_model;
    std::array<FilterChip*, FilterCount> m_chips{};
};

} // namespace matoi::widgets
