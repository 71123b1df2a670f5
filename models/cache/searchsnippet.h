#pragma once

#include "models/cache/searchquery.h"
#include "models/domain/ports/search.h"

namespace matoi::cache {

/// The part of a text in which most of the words stand close together, in one line, with the words marked.
/// Empty when the text does not hold the query: then it is no hit, whatever the index says.
std::vector<domain::SnippetPiece> searchSnippet(std::string_view text, const SearchQuery& query);

} // namespace matoi::cache
