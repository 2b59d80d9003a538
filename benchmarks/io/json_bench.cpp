// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/texts.hpp"

#include <pangkas/io/json.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::benchmarks {
namespace {

const std::string& json_of(const service& s) {
  static prepared json([](const service& of) { return to_json(of.organisation()); });
  return json(s);
}

// Both answer with the number of lines of the text.
const auto reading_json =
    subject<std::size_t>("read_json", {row_order::natural})
        .contender("newline_scan", [](const service& s) { return count_lines(json_of(s)); })
        .contender(
            "ours", [](const service& s) { return read_json(json_of(s)); },
            [](const service& s, const build_result& read) {
              if (read.organisation.parts().superiors != s.superiors())
                throw std::runtime_error("the superiors that were read differ from those written");
              return count_lines(json_of(s));
            });

const auto writing_json =
    subject<std::size_t>("write_json", {row_order::natural})
        .contender("newline_scan", [](const service& s) { return count_lines(json_of(s)); })
        .contender("ours", [](const service& s) {
          std::size_t lines = 0;
          write_json(s.organisation(),
                     [&](std::string_view piece) { lines += count_lines(piece); });
          return lines;
        });

}  // namespace
}  // namespace pangkas::benchmarks
