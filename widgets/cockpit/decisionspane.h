#pragma once

#include "models/domain/records.h"
#include "widgets/cockpit/cockpitpane.h"

namespace matoi::widgets {

class DecideLine;
class NoteRow;

/// What was decided, why, instead of what, and when to look again; over it, in amber, what has to be decided.
/// A decision that was logged on the timeline without a reason stands here too.
class DecisionsPane final : public CockpitPane
{
    Q_OBJECT

public:
    DecisionsPane(const PanelContext& context, QWidget* parent);

protected:
    void refresh() override;
    void tick() override;
    bool concerns(domain::Kind kind) const override;

private:
    struct Entry
    {
        domain::Uuid id; ///< the record's or the event's
        std::optional<domain::Record<domain::Decision>> record;
        domain::TimelineEvent event; ///< when it has no record
        domain::Time at{};
    };
    struct Row
    {
        domain::Uuid id;
        NoteRow* widget;
        CommandButton* decide;
    };
    std::vector<Entry> entries() const;
    void showEntry(const Row& row, const Entry& entry) const;
    Row makeRow(domain::Uuid id);
    const Row& rowOf(domain::Uuid id);

    DecideLine* m_line;
    std::vector<Entry> m_entries;
    std::vector<Row> m_lines;
};

} // namespace matoi::widgets
