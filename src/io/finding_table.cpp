// SPDX-License-Identifier: BSL-1.0
#include "table_writer.hpp"

#include <pangkas/io/finding_table.hpp>

#include <string>

namespace pangkas::inline v0_1 {

void write_finding_table(std::span<const finding> findings, const text_sink& sink,
                         bool with_heading) {
  detail::table_writer table(
      sink, with_heading ? "file,row,column,position,rule,severity,detail,action" : "", for_people);
  for (const finding& f : findings)
    table.row({f.file, f.row ? std::to_string(*f.row) : std::string{}, f.column, f.position, f.rule,
               to_string(f.level), f.detail, f.action});
  table.end();
}

}  // namespace pangkas
