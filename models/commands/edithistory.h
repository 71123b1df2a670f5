#pragma once

#include "models/domain/error.h"

#include <QObject>

#include <deque>
#include <functional>

namespace matoi::commands {

/// What a person did; the words are made in widgets.
enum class Deed
{
    EventLogged,
    TodoLogged, ///< an event and its action item
    EventChanged,
    EventRemoved,
    EventPinned,
    EventUnpinned,
    SummaryChanged,
    StatusChanged,
    ImpactChanged,
    TitleChanged,
    RoleTaken,
    UpdatePosted,
    TaskChanged,
    TaskAdded,
    IncidentStarted,
    AnswerChanged,
    ActionItemChanged,
    ActionItemAdded,
    AnalysisBegun,
    ConflictSettled,
    MarkCorrected,
    TaskGiven,
    DecisionAsked,
    DecisionMade,
    Reported,
    CalledOut,
    TagsChanged,
    ServiceChanged,
    LinkAdded,
    LinkChanged,
    LinkRemoved,
    SuggestionRefused,
    PhoneChanged,
    AudiencesChanged,
    MetricLinked,
    MetricUnlinked,
    MetricChanged,
    SnapshotPinned,
    SnapshotChanged,
    SnapshotRemoved,
    SightChanged,
};

/// The edits of this window, newest last, each with the way back. Undoing makes a new edit, so it works on
/// what was already sent too. Effects (pages, acknowledgements) are not here: they cannot be taken back.
class EditHistory final : public QObject
{
    Q_OBJECT

public:
    using Undo = std::function<domain::Result<void>()>;

    explicit EditHistory(QObject* parent = nullptr);

    /// An empty `undo` is a deed that is only told.
    void add(Deed deed, Undo undo);
    bool canUndo() const { return !m_entries.empty(); }
    /// The newest that can be undone. Illegal when there is none.
    domain::Result<void> undo();

Q_SIGNALS:
    void performed(matoi::commands::Deed deed, bool undoable);
    void undone(matoi::commands::Deed deed);
    /// An undo came too late: the record has moved on or is gone.
    void refused(matoi::commands::Deed deed, const matoi::domain::Error& error);

private:
    struct Entry
    {
        Deed deed;
        Undo undo;
    };
    std::deque<Entry> m_entries;
};

} // namespace matoi::commands
