#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class Avatar;
class CommandButton;
class ElidedLabel;
class Tag;
class TextLabel;

/// A person of an incident: who they are, whether they have answered, how they are reached, and the number
/// under which they are called by hand.
class ContactCard final : public QWidget
{
    Q_OBJECT

public:
    ContactCard(const PanelContext& context, domain::Id<domain::Contact> id, QWidget* parent);

    domain::Id<domain::Contact> id() const { return m_id; }
    void setIncident(domain::Id<domain::Incident> incident);
    void refresh();
    /// The second hand: how long there has been no answer.
    void tick();
    /// What this person's pages come to.
    struct Standing
    {
        enum class Kind
        {
            None,
            Acknowledged,
            Waiting,
            Next,
            Failed
        };
        Kind kind = Kind::None;
        domain::Time at{};
    };
    const Standing& stands() const { return m_standing; }

private:
    struct ChannelRow
    {
        TextLabel* icon;
        ElidedLabel* address;
        TextLabel* stateIcon;
        TextLabel* state;
    };
    Standing standing() const;
    void showStanding();
    void showChannels();
    ChannelRow makeRow();
    QString about(const domain::Contact& contact) const;

    PanelContext m_context;
    domain::Id<domain::Contact> m_id;
    domain::Id<domain::Incident> m_incident;
    Avatar* m_avatar;
    ElidedLabel* m_name;
    ElidedLabel* m_about;
    Tag* m_tag;
    QGridLayout* m_grid;
    std::vector<ChannelRow> m_rows;
    TextLabel* m_phoneIcon;
    ElidedLabel* m_phone;
    CommandButton* m_edit;
    Standing m_standing;
};

} // namespace matoi::widgets
