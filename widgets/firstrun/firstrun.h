#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QUrl>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

class ChoiceRow;
class CommandButton;
class FactLine;
class JoinForm;
class SegmentedControl;
class TextLabel;

/// Where incidents are kept now, as the program knows it.
struct Placement
{
    enum class Keyring
    {
        Open,
        Locked, ///< there is one, and it was not opened
        None
    };

    QUrl backend;    ///< a team's service; empty: this console's own
    QString folder;  ///< where the console's own service keeps its data
    QString failure; ///< why that could not be started; empty: it was
    Keyring keyring = Keyring::Open;
    bool desktopShows = true; ///< pages as notifications
    bool hasTray = false;
};

/// The first screen, and later the place to change one's mind: a drill, this computer, or a team's service.
/// One screen without pages to turn; the digits choose, Ctrl+Enter does it, Escape leaves.
class FirstRun final : public QWidget
{
    Q_OBJECT

public:
    enum class Choice
    {
        Drill,
        ThisComputer,
        Team
    };

    FirstRun(const PanelContext& context, QWidget* parent = nullptr);

    void setPlacement(const Placement& placement);
    const Placement& placement() const { return m_placement; }
    void choose(Choice choice);
    Choice choice() const { return m_choice; }
    /// The answer to joinRequested() when it did not end well.
    void refuseJoin(bool aboutToken, const QString& text);
    JoinForm& joinForm() { return *m_join; }

Q_SIGNALS:
    void drillRequested();
    void startRequested();
    void thisComputerRequested();
    void joinRequested(const QUrl& address, const QString& token);
    void languageChosen(const QString& language);
    void left();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* head();
    QWidget* choices();
    QWidget* forms();
    QWidget* drillForm();
    QWidget* hereForm();
    QWidget* footer();
    void makeKeys();
    void retranslate();
    void showState();
    void showDrill();
    void showHere();
    void showTeam();
    void showKeyring();
    void showFooter();
    void act();
    void setJoining(bool joining);
    bool isOwn() const { return m_placement.backend.isEmpty(); }
    bool isLive() const;
    /// Its own service could not be started, and nothing happens here until it is.
    bool isBroken() const;

    PanelContext m_context;
    Placement m_placement;
    Choice m_choice = Choice::Drill;
    bool m_joining = false;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    SegmentedControl* m_language;
    std::vector<ChoiceRow*> m_rows;
    FactLine* m_keyring;
    QStackedWidget* m_forms;
    TextLabel* m_drillTitle;
    std::vector<FactLine*> m_drillFacts;
    TextLabel* m_hereTitle;
    std::vector<FactLine*> m_hereFacts;
    JoinForm* m_join;
    TextLabel* m_hint;
    CommandButton* m_leave;
    CommandButton* m_act;
    TextLabel* m_promise;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
