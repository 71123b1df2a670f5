#pragma once

#include "models/domain/ports/search.h"
#include "models/domain/ports/undelivered.h"
#include "models/domain/rules/incidentlink.h"
#include "widgets/firstrun/firstrun.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QMainWindow>

#include <map>
#include <set>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QStackedWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class Banner;
class CallsForMe;
class HairlineSplitter;
class IncidentList;
class IncidentsPage;
class IncidentView;
struct PaletteEntry;
class OfferBanner;
class PageBanner;
class Rail;
class TopBar;

/// What the window asks of the program around it.
struct WindowLinks
{
    std::function<void()> startDrill = [] {};
    std::function<void(const QString& language)> setLanguage = [](const QString&) {}; ///< "en", "ja"
    std::function<void()> quit = [] {};
    std::function<void()> appearanceChanged = [] {}; ///< theme mode or text scale: keep it
    /// The views of the page of all incidents that were saved (IncidentsPageLinks).
    std::function<QStringList()> incidentViews = [] { return QStringList(); };
    std::function<void(const QStringList&)> saveIncidentViews = [](const QStringList&) {};
    std::function<void()> openSettings = [] {};
    std::function<void()> newWindow = [] {};
    std::function<void()> openLogger = [] {}; ///< the one line over all windows
    /// Of this computer's own service another token is had for the asking; a team's is entered by a person.
    std::function<void()> renewSignIn = [] {};
    /// The pages for the person here, told to the desktop too; without them the window looks for itself.
    CallsForMe* calls = nullptr;
};

/// The console's window. All actions and their keys are made here, once (mainwindowactions.cpp).
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(const PanelContext& context, WindowLinks links, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openIncident(domain::Id<domain::Incident> id);
    IncidentView& view() { return *m_view; }
    IncidentList& list() { return *m_list; }
    /// Made when it is asked for the first time.
    IncidentsPage& incidents();
    bool showsIncidents() const;
    PageBanner& pageBanner() { return *m_pageBanner; }
    /// Where its incidents are kept, for the first screen and for what is said when they are away.
    void setPlacement(const Placement& placement);
    /// The first screen: made when it is asked for the first time.
    FirstRun& firstRun();
    /// Shows the first screen for as long as nothing is set up.
    void offerFirstRun();
    /// Shows it over whatever there is, until it is left.
    void openFirstRun(FirstRun::Choice choice);
    bool showsFirstRun() const;
    /// Single-letter keys on or off (Settings, WCAG 2.1.4).
    void setSingleKeys(bool on);

public Q_SLOTS:
    void startIncident();
    /// All incidents in place of one and the list; or back.
    void showIncidents(bool all);
    /// Opens the incident where the text is that was found.
    void openHit(const matoi::domain::SearchHit& hit);
    /// `matoi://incident/…`, as it was given. What cannot be opened is told in the window; an incident that
    /// is not here yet is opened when it comes.
    void openLink(const QString& text);
    void copyLink();
    void closeFirstRun();
    void openPalette();
    void showKeys();
    void showAbout();

Q_SIGNALS:
    /// By its owner, who may want it gone, or only out of sight.
    void closed();
    /// On the first screen.
    void thisComputerRequested();
    void joinRequested(const QUrl& address, const QString& token);

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    void makeMenus();
    void retranslate();
    /// What the banner tells, the worst first.
    enum class Told
    {
        Nothing,
        Unwritten,
        Undelivered,
        Notice,
        Offline,
        Refused,
        Conflicts
    };
    void showConnection();
    Told worst(const domain::SyncState& state);
    std::vector<domain::Conflict> conflicts() const;
    std::vector<domain::Undelivered> newlyUndelivered(const domain::SyncState& state);
    void showUndelivered();
    void showOffline(const domain::SyncState& state);
    void openUndelivered();
    void actOnBanner(int index);
    void showFirstConflict();
    void signInAgain();
    bool ownService() const;
    std::optional<domain::Id<domain::Incident>> findLinked() const;
    void openLinked();
    void showNotice();
    void arrange();
    bool isUsable(const QAction& letter) const;
    void arrangeFirstRun();
    std::vector<PaletteEntry> commandEntries() const;
    QAction* add(const char* name, const char* text, const QKeySequence& key, const QKeySequence& letter,
                 std::function<void()> run);
    void repeat(const char* name);

    struct Named
    {
        QAction* action;
        const char* text;
    };

    PanelContext m_context;
    WindowLinks m_links;
    // From the outside in: whoever is moved later is polished again, with all that is in it.
    QStackedWidget* m_pages;
    QWidget* m_body;
    TopBar* m_topBar;
    Banner* m_banner;
    PageBanner* m_pageBanner;
    OfferBanner* m_offerBanner;
    Rail* m_rail;
    HairlineSplitter* m_splitter;
    IncidentList* m_list;
    IncidentView* m_view;
    QVBoxLayout* m_column; ///< right of the rail
    IncidentsPage* m_incidents = nullptr;
    std::map<std::string, Named> m_actions;
    std::vector<QAction*> m_letters;
    Placement m_placement;
    FirstRun* m_firstRun = nullptr;
    enum class FirstRunMode
    {
        Closed,
        Offered,
        Asked
    } m_firstRunMode = FirstRunMode::Closed;
    /// A link of which something has to be told, until it is dismissed.
    struct Notice
    {
        QString link;
        std::optional<domain::rules::IncidentLink> waiting; ///< for an incident that is not here yet
    };
    std::optional<Notice> m_notice;
    Told m_told = Told::Nothing;
    std::set<std::int64_t> m_putOff; ///< what was not delivered, and was to be seen to later
    bool m_singleKeys = true;
    bool m_listWanted = true;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
