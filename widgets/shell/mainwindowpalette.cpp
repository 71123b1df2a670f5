#include "widgets/contacts/engagementblock.h"
#include "widgets/palette/palette.h"
#include "widgets/palette/paletteentries.h"
#include "widgets/panel/texts.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/timeline/timelinepanel.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAction>

#include <algorithm>
#include <map>

namespace matoi::widgets {

using namespace domain;

namespace {

/// The pictures that the same commands have on their buttons.
Icon iconOf(const std::string& command)
{
    static const std::map<std::string, Icon> icons = {
        {"start", Icon::Siren},    {"drill", Icon::Play},       {"undo", Icon::Undo2},
        {"find", Icon::Search},    {"log", Icon::Plus},         {"edit", Icon::Pencil},
        {"page", Icon::PhoneCall}, {"update", Icon::Megaphone}, {"command", Icon::Hand},
        {"resolve", Icon::Check},  {"theme", Icon::Moon},       {"settings", Icon::Settings},
        {"english", Icon::Globe},  {"quit", Icon::LogOut},      {"japanese", Icon::Globe}};
    const auto found = icons.find(command);
    return found == icons.end() ? Icon::ChevronRight : found->second;
}

/// "Post &update…" as it is read.
/// Without the letter of the menu; in Japanese that stands behind the words: "呼び出す(&P)…".
QString plain(QString text)
{
    static const QRegularExpression behind(QStringLiteral("\\(&.\\)"));
    return text.remove(behind).remove(QLatin1Char('&'));
}

} // namespace

std::vector<PaletteEntry> MainWindow::commandEntries() const
{
    std::vector<PaletteEntry> entries;
    for (const auto& [name, named] : m_actions) {
        const bool needsService = name == "page" || name == "acknowledge" || name == "drill";
        if (name == "palette" || (!named.action->isEnabled() && !needsService))
            continue;
        PaletteEntry entry;
        entry.icon = iconOf(name);
        entry.title = plain(named.action->text());
        // Whoever knows the command's English name finds it in any language.
        entry.hidden = plain(QString::fromUtf8(named.text));
        entry.key = named.action->shortcut();
        entry.needsService = needsService;
        entry.run = [action = named.action] { action->trigger(); };
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const PaletteEntry& a, const PaletteEntry& b) {
        return QString::localeAwareCompare(a.title, b.title) < 0;
    });
    return entries;
}

void MainWindow::openPalette()
{
    PaletteLinks links;
    links.openIncident = [this](Id<Incident> id) { openIncident(id); };
    links.openContacts = [this] { m_view->openTab(tabs::contacts); };
    links.openEvent = [this](Id<TimelineEvent> id) {
        m_view->openTab(tabs::timeline);
        static_cast<TimelinePanel*>(m_view->panel(tabs::timeline))->reveal(id);
    };
    links.pageDialog = [this](Id<Contact> id) { m_view->pageSomeone(id); };
    links.acknowledge = [this](Id<Engagement> id) { askToAcknowledge(m_context, id, this); };
    links.setStatus = [this](IncidentStatus status) { m_view->setStatus(status); };
    links.tell = [this](const Result<void>& result) { m_view->tell(result); };

    // What is not shown is not acted on.
    const auto id = showsIncidents() ? Id<Incident>() : m_view->incident();
    const auto incident = m_context.repositories.incidents.find(id);
    auto entries = paletteEntries(m_context, id, links);
    auto commands = commandEntries();
    entries.insert(entries.begin(), std::make_move_iterator(commands.begin()),
                   std::make_move_iterator(commands.end()));
    auto* palette = new Palette(m_context, std::move(entries), paletteWriter(m_context, id, links),
                                incident ? texts::incidentNumber(incident->value) : QString(), this);
    palette->open();
}

} // namespace matoi::widgets
