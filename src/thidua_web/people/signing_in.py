"""Who is signed in: the person and their posts in one question, since no page does without either."""

from allauth.account import auth_backends

from thidua_web.people.models import User, posts_told_of_ground


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """Signs in as allauth does; for each request it brings the posts along with the person."""

    def get_user(self, user_id: int) -> User | None:
        posts = list(posts_told_of_ground().select_related("user").filter(user=user_id))
        if not posts:
            return super().get_user(user_id)
        user: User = posts[0].user
        user.keep_posts(posts)
        return user if self.user_can_authenticate(user) else None
