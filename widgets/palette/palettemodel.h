#pragma once

#include "models/itemmodels/textmatch.h"
#include "widgets/common/icons.h"

#include <QtCore/QAbstractListModel>
#include <QtGui/QKeySequence>

#include <functional>

namespace matoi::widgets {

/// One thing that can be done from the palette.
struct PaletteEntry
{
    enum class Group
    {
        Do,
        GoTo,
        Write
    };
    /// What a first character narrows the list to: ">" commands, "@" people, "#" incidents.
    enum class Subject
    {
        Command,
        Person,
        Incident,
        Event
    };

    Group group = Group::Do;
    Subject subject = Subject::Command;
    Icon icon = Icon::None;
    QString title;
    QString detail;            ///< grey, after the title; searched too
    QString hidden;            ///< synonyms: searched, not shown
    QKeySequence key;          ///< what does the same without the palette
    bool needsService = false; ///< waits for a connection when there is none
    std::function<void()> run;
    std::function<void()> details; ///< Tab: the dialog with this filled in; empty: there is none
};

/// The entries that match what is typed, best first within their groups. With nothing typed: the commands.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using Writer = std::function<std::optional<PaletteEntry>(const QString& text)>;

    explicit PaletteModel(QObject* parent = nullptr);

    /// `write` makes the last entry, which takes what was typed as a text.
    void setEntries(std::vector<PaletteEntry> entries, Writer write);
    void setTyped(const QString& typed);
    /// Without a connection what needs the service says so.
    void setOffline(bool offline) { m_offline = offline; }
    /// The grey text after the title.
    QString detail(const PaletteEntry& entry) const;
    bool waits(const PaletteEntry& entry) const { return entry.needsService && m_offline; }

    struct Row
    {
        const PaletteEntry* entry;   ///< of this model, until it is told something new
        itemmodels::TextMatch match; ///< in the title
        bool first = false;          ///< of its group: the group's name stands over it
    };
    const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    const PaletteEntry& entry(int index) const { return *row(index).entry; }
    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole and AccessibleTextRole; views paint row().
    QVariant data(const QModelIndex& index, int role) const override;

    static QString groupName(PaletteEntry::Group group);

private:
    void match();

    std::vector<PaletteEntry> m_entries;
    Writer m_write;
    std::optional<PaletteEntry> m_written;
    QString m_typed;
    bool m_offline = false;
    std::vector<Row> m_rows;
};

} // namespace matoi::widgets
