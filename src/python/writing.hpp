// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Results as files, or as text where no file is named.
#pragma once

#include "bindings.hpp"
#include "work.hpp"

#include <pangkas/io/output.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace pangkas::python {

/// @brief Writes to a file, all or nothing; without one gives the text.
/// @param size   Positions or changes concerned.
/// @param write  Called with a text_sink; holds copies, no references.
template <class Write>
py::object written(const py::object& file, std::size_t size, Write write) {
  if (file.is_none())
    return text(without_gil(size, [write](const stop_flag& stop) {
      std::string made;
      write([&](std::string_view part) {
        stop.check();
        made += part;
      });
      return made;
    }));
  without_gil(size, [write, name = path(file)](const stop_flag& stop) {
    output_file out(name);
    write([&](std::string_view part) {
      stop.check();
      out.write(part);
    });
    out.commit();
    return true;
  });
  return py::none();
}

}  // namespace pangkas::python
