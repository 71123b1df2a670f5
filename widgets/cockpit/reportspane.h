#pragma once

#include "models/domain/records.h"
#include "widgets/cockpit/cockpitpane.h"

namespace matoi::widgets {

class NoteRow;

/// The last report of each person: conditions, actions, needs, with its age. Who has not reported is named in
/// amber.
class ReportsPane final : public CockpitPane
{
    Q_OBJECT

public:
    ReportsPane(const PanelContext& context, QWidget* parent);

protected:
    void refresh() override;
    void tick() override;
    bool concerns(domain::Kind kind) const override;

private:
    struct Entry
    {
        std::string person;
        std::optional<domain::Report> report;
    };
    struct Row
    {
        NoteRow* widget;
        CommandButton* ask;
        CommandButton* write;
    };
    std::vector<Entry> entries() const;
    void showEntry(const Row& row, const Entry& entry) const;
    Row makeRow();

    std::vector<Entry> m_entries;
    std::vector<Row> m_lines;
    domain::Time m_agesAt{};
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
