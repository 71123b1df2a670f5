#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QScrollArea;
QT_END_NAMESPACE

namespace matoi::widgets {

class AuditPane;
class HairlineSplitter;
class OriginPane;
class RolesPane;
class SightPane;
class SourceEventPane;
class VerticalScroll;

/// The Properties tab: where the incident came from and who has which role; at the right what started it and
/// who did what since. In a narrow window one under the other.
class PropertiesPanel final : public QWidget
{
    Q_OBJECT

public:
    PropertiesPanel(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);

    /// Opens the form for service and tags.
    void edit();

Q_SIGNALS:
    /// Command is taken or handed over, as the window does it.
    void commandRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();

    PanelContext m_context;
    QScrollArea* m_whole;
    HairlineSplitter* m_columns;
    VerticalScroll* m_left;
    HairlineSplitter* m_right;
    OriginPane* m_origin;
    RolesPane* m_roles;
    SightPane* m_sight;
    SourceEventPane* m_event;
    AuditPane* m_audit;
};

} // namespace matoi::widgets
