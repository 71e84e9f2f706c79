// Run in a page of a reader who wants no motion: returns in words what moves all the same.
() => [...document.querySelectorAll("*")]
  .filter((each) => {
    const style = getComputedStyle(each);
    const lasts = (text) => text.split(",").some((part) => parseFloat(part) > 0);
    return (style.animationName !== "none" && lasts(style.animationDuration)) || (style.transitionProperty !== "none" && lasts(style.transitionDuration)) || style.scrollBehavior === "smooth";
  })
  .map((each) => `moves: <${each.tagName.toLowerCase()} class="${each.className}">`)
