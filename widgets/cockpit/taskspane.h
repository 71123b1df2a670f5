#pragma once

#include "models/domain/records.h"
#include "widgets/cockpit/cockpitpane.h"

namespace matoi::widgets {

class NoteRow;
class ElidedLabel;
class TabularLabel;
class TextLabel;

/// Tasks with a time box, the one that ends first on top. When a box ends its row asks: more time, somebody
/// else, or drop it. Under them what was done.
class TasksPane final : public CockpitPane
{
    Q_OBJECT

public:
    TasksPane(const PanelContext& context, QWidget* parent);

protected:
    void refresh() override;
    void tick() override;
    bool concerns(domain::Kind kind) const override;

private:
    struct Row
    {
        domain::Id<domain::Task> id;
        NoteRow* widget;
        CommandButton* done;
        CommandButton* more;
        CommandButton* give;
        CommandButton* drop;
    };
    Row makeRow(domain::Id<domain::Task> id);
    const Row& rowOf(domain::Id<domain::Task> id);
    std::optional<domain::Record<domain::Task>> find(domain::Id<domain::Task> id) const;
    void showTask(const Row& row, const domain::Task& task) const;
    void showDone(const std::vector<domain::Task>& done);
    QWidget* makeFoot();
    void showScript();
    void openPeople(domain::Id<domain::Task> id, const QWidget* under);
    void finish(domain::Id<domain::Task> id, domain::TaskState state, const std::string& reason);

    std::vector<domain::Record<domain::Task>> m_tasks;
    std::vector<Row> m_lines;
    struct DoneRow
    {
        QWidget* box;
        TextLabel* icon;
        ElidedLabel* title;
        TabularLabel* when;
    };
    DoneRow makeDoneRow();

    SectionHeader* m_doneHeader;
    QVBoxLayout* m_doneRows;
    std::vector<DoneRow> m_done;
    TextLabel* m_scriptCaption;
    TextLabel* m_script;
    domain::Time m_scriptAt{};
};

} // namespace matoi::widgets
