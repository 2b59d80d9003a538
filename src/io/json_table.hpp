// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads an organisation in JSON that others made as the text of a table.
#pragma once

#include "table_text.hpp"

#include <pangkas/io/columns.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Reads JSON that is not the native form: a list of objects, an object with the list of its
/// children, or Popolo.
///
/// Each object becomes a record, in the order of the document, those inside it after it. Its columns
/// are the keys of its values; a value inside an object has a name with a point, as in
/// `contact.email`, and a list of values is joined by `|`. Beside them stand `@number`, the number
/// of the object, and `@parent`, that of the object around it. The column of the superior, where the
/// objects have none, is the code of the object around; that of the code, where they have none, the
/// number. Under the default mapping `id`, `name` and `parent_id` (`parentId`) stand for code, title
/// and superior.
///
/// Of Popolo, organisations and their posts are records: a post reports to its organisation, and is
/// filled by the memberships that have not ended.
///
/// @return Absent for the native form, and for JSON that is none of these.
/// @throws input_error if it is no valid JSON, nests beyond sense, or lacks what the mapping names.
/// @complexity O(bytes), and the document stands in memory.
/// @source Popolo, "Popolo project specification" (2013), popoloproject.com.
[[nodiscard]] std::optional<table_text> table_of_json(std::string_view text,
                                                      const std::string& file,
                                                      const column_mapping& mapping);

}  // namespace pangkas::detail
