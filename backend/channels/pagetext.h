#pragma once

#include "backend/channels/pagecontent.h"

#include <string>
#include <string_view>

/// The phrases that mails and the acknowledge page share, in the contact's language.
namespace matoi::channels {

bool japanese(const std::string& language);
std::string impactName(domain::Impact impact, const std::string& language);
/// "INC-2041".
std::string incidentName(int number);
/// "Misaki Sato pages you: held card authorisations" in one sentence.
std::string whoCalls(const PageContent& content);
/// "SMS to you" as the line after a clock time.
std::string comingStepText(const ComingStep& step, const std::string& language);
std::string escapeHtml(std::string_view text);
/// Bold, code and paragraphs of Markdown as HTML; everything else is text. Enough for a summary of a few
/// lines.
std::string summaryHtml(std::string_view markdown);
/// The same without marks.
std::string summaryText(std::string_view markdown);

} // namespace matoi::channels
