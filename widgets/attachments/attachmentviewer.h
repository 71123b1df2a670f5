#pragma once

#include "models/domain/attachment.h"
#include "models/domain/ports/contents.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QThreadPool>
#include <QtWidgets/QDialog>

#include <functional>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QPlainTextEdit;
class QStackedWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class PictureView;
class TextLabel;

/// The attachments of one event, one at a time and large: a picture with zoom, the beginning of a text, or
/// what the file is. Save as and Copy; what is not on this computer is loaded, with its progress, and what
/// failed can be tried again.
class AttachmentViewer final : public QDialog
{
    Q_OBJECT

public:
    AttachmentViewer(const PanelContext& context, std::vector<domain::Attachment> attachments, int index,
                     QWidget* parent);
    ~AttachmentViewer() override;

    int index() const { return m_index; }
    /// For tests: answers instead of the desktop's dialog.
    std::function<void(const QString& suggested, std::function<void(QString)>)> chooseFile;

public Q_SLOTS:
    void showNext();
    void showPrevious();
    void saveAs();
    void copy();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    QBoxLayout* makeFoot();
    void display(int index);
    void present();
    void read();
    void arrived(const domain::ContentBytes& bytes);
    void decoded(const std::string& sha256, const QImage& image);
    void showScale();
    void saveTo(const QString& file);
    void say(const QString& sentence, bool problem = false);
    const domain::Attachment& attachment() const { return m_attachments[static_cast<std::size_t>(m_index)]; }

    PanelContext m_context;
    const std::vector<domain::Attachment> m_attachments;
    int m_index = 0;
    domain::ContentBytes m_bytes; ///< of what is shown
    domain::Subscription m_reading;
    domain::Subscription m_changes;
    ElidedLabel* m_title;
    TextLabel* m_facts;
    QStackedWidget* m_pages;
    PictureView* m_picture;
    QPlainTextEdit* m_text;
    QWidget* m_notice;
    TextLabel* m_noticeText;
    CommandButton* m_load;
    TextLabel* m_note;
    TextLabel* m_scale;
    CommandButton* m_previous;
    CommandButton* m_next;
    CommandButton* m_fit;
    CommandButton* m_smaller;
    CommandButton* m_larger;
    CommandButton* m_copy;
    CommandButton* m_save;
    QThreadPool m_thread;
};

} // namespace matoi::widgets
