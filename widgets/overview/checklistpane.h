#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class ChecklistRow;
class SectionHeader;
class TextLabel;

/// What the plan says to do, and what was added since. Up and Down move between rows, Space ticks.
class ChecklistPane final : public QWidget
{
    Q_OBJECT

public:
    ChecklistPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();
    void add();
    ChecklistRow* rowOf(domain::Id<domain::Task> id);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    QVBoxLayout* m_rows;
    std::vector<ChecklistRow*> m_lines;
    QLineEdit* m_add;
    TextLabel* m_problem;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
