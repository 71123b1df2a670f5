#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QTimer;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class KeyCap;
class StepElsewhere;
class TextLabel;
class TimeField;

/// The foot of an incident: one line to log an event, and the four things a commander does next. What was
/// just done stands at the left for 8 seconds, with Undo.
class ActionBar final : public QWidget
{
    Q_OBJECT

public:
    ActionBar(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    void focusComposer();
    /// The crosshair's time, when a chart is looked at: events are logged then.
    void setEventTime(std::optional<domain::Time> at);
    /// How much of the buttons' words there is room for.
    enum class Room
    {
        Whole,
        FirstWords,
        Icons
    };
    void setRoom(Room room);
    void say(const QString& text);

Q_SIGNALS:
    void pageRequested();
    void takeCommandRequested();
    void resolveRequested();
    void postUpdateRequested();
    /// "/" was typed into the empty line.
    void paletteRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void commit();
    void refresh();
    void showCommand(bool resolved);
    void showTime();
    void lookAtText(const QString& text);
    std::optional<domain::Time> eventTime() const;
    void buildComposer();
    QString doneInWords(commands::Deed deed) const;
    QString draftKey() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    std::optional<domain::Time> m_at;
    QLineEdit* m_composer;
    TimeField* m_time;
    KeyCap* m_cap;
    Room m_room = Room::Whole;
    bool m_futureTold = false;
    TextLabel* m_said;
    CommandButton* m_undo;
    CommandButton* m_page;
    CommandButton* m_command;
    CommandButton* m_resolve;
    CommandButton* m_post;
    StepElsewhere* m_elsewhere;
    QTimer* m_sayTimer;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
