#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CallOutStrip;
class DecisionsPane;
class Hairline;
class HairlineSplitter;
class ReportsPane;
class RolesStrip;
class TasksPane;

/// What a commander keeps in hand: decisions, tasks with a time box, the last report of each person, the next
/// call-out, the roles. Three columns that scroll by themselves; where there is little room one page of two
/// columns, or of one, that scrolls as a whole.
class CockpitPanel final : public QWidget
{
    Q_OBJECT

public:
    CockpitPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);

public Q_SLOTS:
    void decide();
    void giveTask();
    void callOut();

Q_SIGNALS:
    void commandRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private Q_SLOTS:
    void place();

private:
    enum class Shape
    {
        Columns,
        Pair,
        Stack
    };
    Shape wanted() const;
    void makePage();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    CallOutStrip* m_strip;
    HairlineSplitter* m_columns;
    DecisionsPane* m_decisions;
    TasksPane* m_tasks;
    ReportsPane* m_reports;
    RolesStrip* m_roles;
    QScrollArea* m_scroll;
    QVBoxLayout* m_page; ///< in it
    QVBoxLayout* m_left;
    Hairline* m_middle;
    QVBoxLayout* m_right;
    QVBoxLayout* m_column;
    Hairline* m_rolesLine;
    Shape m_shape = Shape::Columns;
};

} // namespace matoi::widgets
