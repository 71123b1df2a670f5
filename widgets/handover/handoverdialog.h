#pragma once

#include "models/domain/records.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPlainTextEdit;
class QLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// Offers command to a successor with a briefing that is filled from the record. What comes from the record
/// has a dashed underline until it is edited. The text is kept as a draft on this computer until it is
/// accepted. Without a connection nobody can be offered anything: what was handed over by voice is written
/// down instead.
class HandoverDialog final : public QDialog
{
    Q_OBJECT

public:
    HandoverDialog(const PanelContext& context, domain::Id<domain::Incident> incident,
                   QWidget* parent = nullptr);

    /// A name, known or not.
    void chooseSuccessor(const QString& name);

private:
    enum Part
    {
        Conditions,
        Actions,
        Needs,
        Decisions,
        partCount
    };

    QLayout* form();
    QLayout* side();
    QLayout* footer();
    QWidget* makePart(Part part, const QString& title, const QString& hint);
    void fillPeople();
    void fillParts();
    void keepDraft();
    void showSuccessor();
    void showConnection();
    QStringList stepsOfAnOffer() const;
    QStringList stepsByVoice() const;
    bool isOnline() const;
    bool wasAccepted() const;
    void offer();
    domain::Result<void> writeDown();
    domain::Briefing briefing() const;
    std::string textOf(Part part) const;
    std::string draftKey() const;
    std::optional<domain::Record<domain::Contact>> contact() const;
    QString successor() const;
    QString loadOf(const domain::Record<domain::Contact>& contact) const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QComboBox* m_to;
    TextLabel* m_about;
    std::vector<QPlainTextEdit*> m_parts;
    std::vector<bool> m_fromRecord;
    TextLabel* m_steps;
    TextLabel* m_note;
    CommandButton* m_offer;
    bool m_filling = false;
    bool m_meant = true; ///< online or not, when one last looked at what the button does
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
