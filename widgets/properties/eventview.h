#pragma once

#include "models/domain/rules/prettyjson.h"

#include <QtWidgets/QPlainTextEdit>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;

/// A detector's message as text, never rendered: numbered lines, and beside those that the plan's templates
/// took a value from, its name. What was taken stands out, the rest is grey.
class EventView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit EventView(Theme& theme, QWidget* parent = nullptr);

    void setLines(const std::vector<domain::rules::JsonLine>& lines,
                  const std::vector<domain::rules::MarkedLine>& marks);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    friend class EventColumn;
    void dress();
    void placeColumns();
    void paintNumbers(QPainter& painter, int width) const;
    void paintTags(QPainter& painter, int width) const;
    int numbersWidth() const;
    int tagsWidth() const;
    QString markOf(int line) const;

    Theme& m_theme;
    QWidget* m_numbers;
    QWidget* m_tags; ///< beside the text: they cover none of it
    std::vector<domain::rules::MarkedLine> m_marks;
};

} // namespace matoi::widgets
