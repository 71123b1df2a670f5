#include "widgets/palette/palettemodel.h"

#include "widgets/common/joinedtext.h"

#include <algorithm>

namespace matoi::widgets {

namespace {

using Subject = PaletteEntry::Subject;

constexpr std::size_t mostOfGroup = 6;
constexpr std::size_t mostOfSubject = 60;

std::optional<Subject> subjectOf(QChar first)
{
    switch (first.unicode()) {
    case u'>':
    case u'＞': return Subject::Command;
    case u'@':
    case u'＠': return Subject::Person;
    case u'#':
    case u'＃': return Subject::Incident;
    default: return std::nullopt;
    }
}

} // namespace

PaletteModel::PaletteModel(QObject* parent)
    : QAbstractListModel(parent)
{}

void PaletteModel::setEntries(std::vector<PaletteEntry> entries, Writer write)
{
    m_entries = std::move(entries);
    m_write = std::move(write);
    match();
}

void PaletteModel::setTyped(const QString& typed)
{
    m_typed = typed.trimmed();
    match();
}

void PaletteModel::match()
{
    const auto subject = m_typed.isEmpty() ? std::nullopt : subjectOf(m_typed.front());
    const QStringList words = itemmodels::searchWords(subject ? m_typed.mid(1) : m_typed);
    beginResetModel();
    std::vector<Row> found;
    for (const PaletteEntry& entry : m_entries) {
        if (subject && entry.subject != *subject)
            continue;
        if (m_typed.isEmpty() && entry.subject != Subject::Command)
            continue; // everything there is would be no help
        auto match =
            itemmodels::matchWords(words, entry.title, entry.detail + QLatin1Char(' ') + entry.hidden);
        if (match)
            found.push_back({&entry, std::move(*match)});
    }
    std::stable_sort(found.begin(), found.end(), [](const Row& a, const Row& b) {
        return a.entry->group != b.entry->group ? a.entry->group < b.entry->group
                                                : a.match.score > b.match.score;
    });
    m_written = !subject && !m_typed.isEmpty() && m_write ? m_write(m_typed) : std::nullopt;
    if (m_written)
        found.push_back({&*m_written, {}});

    const std::size_t most = subject || m_typed.isEmpty() ? mostOfSubject : mostOfGroup;
    m_rows.clear();
    std::size_t ofGroup = 0;
    for (Row& row : found) {
        row.first = m_rows.empty() || m_rows.back().entry->group != row.entry->group;
        ofGroup = row.first ? 1 : ofGroup + 1;
        if (ofGroup <= most)
            m_rows.push_back(std::move(row));
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteEntry& shown = entry(index.row());
    if (role == Qt::DisplayRole)
        return shown.title;
    if (role == Qt::AccessibleTextRole)
        return inList({shown.title, detail(shown), groupName(shown.group)});
    return {};
}

QString PaletteModel::detail(const PaletteEntry& entry) const
{
    // Beside the role, not in place of it: two people of one name are told apart by it.
    return !waits(entry)            ? entry.detail
           : entry.detail.isEmpty() ? tr("when online")
                                    : tr("%1, when online").arg(entry.detail);
}

QString PaletteModel::groupName(PaletteEntry::Group group)
{
    switch (group) {
    case PaletteEntry::Group::Do: return tr("Do");
    case PaletteEntry::Group::GoTo: return tr("Go to");
    case PaletteEntry::Group::Write: return tr("Write");
    }
    return {};
}

} // namespace matoi::widgets
