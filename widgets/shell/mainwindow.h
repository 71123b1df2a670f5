#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QMainWindow>

#include <map>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
QT_END_NAMESPACE

namespace matoi::widgets {

class Banner;
class HairlineSplitter;
class IncidentList;
class IncidentView;
class Rail;
class TopBar;

/// What the window asks of the program around it.
struct WindowLinks
{
    std::function<void()> startDrill;
    std::function<void(const QString& language)> setLanguage; ///< "en", "ja"
    std::function<void()> quit;
    std::function<void()> appearanceChanged; ///< theme mode or text scale: keep it
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
    /// Single-letter keys on or off (Settings, WCAG 2.1.4).
    void setSingleKeys(bool on);

public Q_SLOTS:
    void startIncident();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    void makeMenus();
    void retranslate();
    void showConnection();
    void arrange();
    QAction* add(const char* name, const char* text, const QKeySequence& key, const QKeySequence& letter,
                 std::function<void()> run);

    struct Named
    {
        QAction* action;
        const char* text;
    };

    PanelContext m_context;
    WindowLinks m_links;
    TopBar* m_topBar;
    Banner* m_banner;
    Rail* m_rail;
    HairlineSplitter* m_splitter;
    IncidentList* m_list;
    IncidentView* m_view;
    std::map<std::string, Named> m_actions;
    std::vector<QAction*> m_letters;
    bool m_listWanted = true;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
