#include "models/commands/edithistory.h"

namespace matoi::commands {

namespace {
constexpr std::size_t keptEntries = 200;
}

EditHistory::EditHistory(QObject* parent)
    : QObject(parent)
{}

void EditHistory::add(Deed deed, Undo undo)
{
    const bool undoable = static_cast<bool>(undo);
    if (undoable) {
        m_entries.push_back({deed, std::move(undo)});
        if (m_entries.size() > keptEntries)
            m_entries.pop_front();
    }
    Q_EMIT performed(deed, undoable);
}

domain::Result<void> EditHistory::undo()
{
    if (m_entries.empty())
        return domain::fail(domain::ErrorCode::Illegal, {}, "there is nothing to undo");
    const Entry entry = std::move(m_entries.back());
    m_entries.pop_back();
    auto result = entry.undo();
    if (result)
        Q_EMIT undone(entry.deed);
    else
        Q_EMIT refused(entry.deed, result.error());
    return result;
}

} // namespace matoi::commands
