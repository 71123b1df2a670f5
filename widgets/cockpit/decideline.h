#pragma once

#include "models/commands/cockpitcommands.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// Under the decision log: a decision in one line, without a form. Below it stands how the line is
/// understood.
///
/// A decision that was made stays for good, so Enter holds it for some seconds: until then Undo, or Esc,
/// gives the words back. It is logged with the time of Enter. What is typed or held is a draft: it outlives a
/// crash.
class DecideLine final : public QWidget
{
    Q_OBJECT

public:
    DecideLine(const PanelContext& context, QWidget* parent);
    ~DecideLine() override;

    void setIncident(domain::Id<domain::Incident> id);

    static constexpr std::chrono::seconds grace{6};

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Held
    {
        QString line;
        commands::DecisionText text;
        domain::Time at;
        int checkInMinutes = 0;
    };
    void retranslate();
    void typed();
    void hold();
    void takeBack();
    void log();
    void tick();
    void showHint();
    void chooseCheck();
    void keepDraft(const QString& line);
    std::string draftKey() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QLineEdit* m_field;
    CommandButton* m_check; ///< when to look again
    TextLabel* m_hint;
    CommandButton* m_undo;
    int m_checkInMinutes = 0;
    std::optional<Held> m_held;
    QString m_problem;
};

} // namespace matoi::widgets
