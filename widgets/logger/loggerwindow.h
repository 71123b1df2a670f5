#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class Composer;
class TextLabel;

/// One line over whatever else is on the screen: which incident, when, what. Enter logs and is ready for the
/// next; Esc hides it and keeps what is typed. Its edits are its own, so that Ctrl+Z takes back what was
/// logged here and nothing else.
class LoggerWindow final : public QWidget
{
    Q_OBJECT

public:
    /// `context`: with an edit history of its own.
    explicit LoggerWindow(const PanelContext& context, QWidget* parent = nullptr);

    /// Shows it ready to type. On `preferred` while that is open and nothing is half typed for another.
    void openOn(domain::Id<domain::Incident> preferred);
    domain::Id<domain::Incident> incident() const;
    QString said() const;

Q_SIGNALS:
    /// There is no incident to log for.
    void startRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool hasDraft() const;
    domain::Id<domain::Incident> writtenFor() const;
    void fill();
    void chosen();
    QString hint() const;
    void tellLogged(domain::Id<domain::TimelineEvent> event);
    void say(const QString& text);
    void place();
    void retranslate();

    PanelContext m_context;
    QComboBox* m_incidents;
    Composer* m_composer;
    TextLabel* m_said;
    CommandButton* m_undo;
    CommandButton* m_start;
    bool m_hinting = false; ///< what is said is what Enter does
    domain::Subscription m_subscription;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
